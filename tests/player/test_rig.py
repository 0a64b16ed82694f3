import pytest

from tests.rig import require


def test_what_is_missing_skips_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_TESTS_REQUIRE", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no-such-program is not installed"):
        require("no-such-program")


def test_what_is_missing_fails_where_all_is_required(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_TESTS_REQUIRE", "all")
    with pytest.raises(pytest.fail.Exception, match="a package is not installed"):
        require("a package", found=False)


def test_what_is_there_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_TESTS_REQUIRE", "all")
    require("python3", found=True)
