"""Export every script in a folder, all with one voice, and go on where one of them has problems.

Run it with a folder of scripts and a folder for the files: ``python examples/export_folder.py my-scripts my-files``. A third
argument is another file extension than ``.mp3``, a fourth one names a voice.
"""

import sys
from pathlib import Path

import coach


def export_all(scripts: Path, target: Path, extension: str, voice: str | None) -> list[str]:
    """The problems of the scripts that could not be exported."""
    target.mkdir(parents=True, exist_ok=True)
    problems = []
    folders = coach.Folders.within(target / ".kept")  # the next run speaks only what has changed
    with coach.open_voice(voice, folders=folders) as speaker:
        for script in sorted(scripts.glob("*.md")):
            try:
                with coach.load(script, voice=speaker, folders=folders) as programme:
                    (written,) = programme.export(target / f"{script.stem}{extension}", overwrite=True)
            except coach.errors.ScriptError as error:
                problems += [f"{problem.path}:{problem.line}: {problem.what}" for problem in error.problems]
            else:
                print(f"{written}: {programme.timeline().duration_s:.0f} s")
    return problems


def main(scripts: str, target: str, extension: str = ".mp3", voice: str | None = None) -> None:
    """Export, and report what is wrong at the end."""
    if problems := export_all(Path(scripts), Path(target), extension, voice):
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    try:
        main(*sys.argv[1:5])
    except coach.CoachError as error:
        sys.exit(f"{error.what}\n{error.hint}")
