"""Ctrl-C before there is anything to interrupt: while the program is still being loaded."""

from pathlib import Path

from tests.cli.helpers import coach


def test_ctrl_c_while_loading_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt\n")
    done = coach("list", env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
