import socket
import sys
from pathlib import Path

import pytest

import dev


@pytest.fixture
def in_scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A .venv of its own, so that no stamp of the real one is touched."""
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", tmp_path / ".venv")
    return tmp_path


def noting(file: Path) -> list[str]:
    """A command that leaves one more letter in `file` each time it runs."""
    return [sys.executable, "-c", f"open({str(file)!r}, 'a').write('x')"]


# Advice


def test_a_python_that_is_new_enough_and_whole_needs_no_advice():
    assert dev.python_advice((3, 11, 0), can_make_venv=True) == ""


def test_an_old_python_is_told_which_one_is_needed():
    advice = dev.python_advice((3, 9, 2), can_make_venv=True)

    assert advice == "This is Python 3.9.2; JAC Tracker needs 3.11 or later. Where there is one: python3.11 dev.py ..."


def test_a_python_without_ensurepip_is_told_the_debian_package():
    advice = dev.python_advice((3, 12, 1), can_make_venv=False)

    assert advice.endswith("On Debian or Ubuntu: sudo apt install python3.12-venv")


@pytest.mark.parametrize(
    ("output", "advice"),
    [
        ("Temporary failure in name resolution", dev.NO_NETWORK),
        ("npm error code ENOTFOUND", dev.NO_NETWORK),
        ("error: dns error: failed to lookup address", dev.NO_NETWORK),
        ("/x/.venv/bin/python: No module named pip", dev.FAILURES["no module named pip"]),
        ("THESE PACKAGES DO NOT MATCH THE HASHES", dev.FAILURES["do not match the hashes"]),
        ("ERROR: No matching distribution found for typst", dev.FAILURES["no matching distribution"]),
        ("something nobody foresaw", ""),
    ],
)
def test_failed_installs_are_explained_by_what_they_printed(output: str, advice: str):
    assert dev.failure_advice(output) == advice


def test_a_port_in_use_is_advised_against_and_a_free_one_is_not():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        while_taken = dev.port_advice(port)

    assert while_taken.startswith(f"Port {port} cannot be used: ")
    assert dev.port_advice(port) == ""


def test_a_port_number_that_cannot_be_is_advised_against():
    assert dev.port_advice(70_000).startswith("Port 70000 cannot be used: ")


# Doing again only what has changed


def test_a_step_is_not_run_again_while_its_inputs_stay_the_same(in_scratch: Path):
    lock, output = in_scratch / "lock", in_scratch / "output"
    lock.write_text("one")

    for _ in range(2):
        dev.once("Step", [lock], output, noting(output))

    assert output.read_text() == "x"


def test_a_step_is_run_again_when_an_input_changes(in_scratch: Path):
    lock, output = in_scratch / "lock", in_scratch / "output"

    for text in ("one", "two"):
        lock.write_text(text)
        dev.once("Step", [lock], output, noting(output))

    assert output.read_text() == "xx"


def test_a_step_is_run_again_when_its_output_is_gone(in_scratch: Path):
    lock, output, runs = in_scratch / "lock", in_scratch / "output", in_scratch / "runs"
    lock.write_text("one")

    for _ in range(2):
        dev.once("Step", [lock], output, noting(runs))

    assert runs.read_text() == "xx"


def test_a_step_that_fails_stops_the_work_shows_why_and_is_tried_again(
    in_scratch: Path, capfd: pytest.CaptureFixture[str]
):
    lock = in_scratch / "lock"
    lock.write_text("one")
    failing = [sys.executable, "-c", "print('getaddrinfo failed'); raise SystemExit(1)"]

    for _ in range(2):
        with pytest.raises(dev.Stop, match=r"^Stopped at: Step\.$"):
            dev.once("Step", [lock], lock, failing)

    printed = capfd.readouterr().out
    assert printed.count("getaddrinfo failed") == 2
    assert printed.count(dev.NO_NETWORK) == 2


def test_the_digest_is_of_names_and_contents_in_any_order(tmp_path: Path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1")
    two.write_text("2")
    before = dev.digest([one, two])

    assert dev.digest([two, one]) == before
    one.write_text("2")
    two.write_text("1")
    assert dev.digest([one, two]) != before


# Command lines


def test_packages_are_installed_with_hashes_by_uv_where_it_is_there_else_by_pip():
    with_uv = dev.install_command(Path("some.txt"), "/bin/uv")
    with_pip = dev.install_command(Path("some.txt"), None)

    assert with_uv == ["/bin/uv", "pip", "install", "--python", dev.PYTHON, "--require-hashes", "-r", "some.txt"]
    assert with_pip == [dev.PYTHON, "-m", "pip", "install", "--no-input", "--require-hashes", "-r", "some.txt"]


@pytest.mark.parametrize(
    ("version", "enough"),
    [("v18.0.0\n", True), ("v24.19.0", True), ("v16.20.2", False), ("v9.1.0", False), ("", False), ("nonsense", False)],
)
def test_node_is_good_enough_from_version_18(version: str, enough: bool):
    assert dev.node_is_new_enough(version) is enough


def test_a_browser_named_outright_is_the_only_one_looked_for(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("BROWSER_PATH", sys.executable)
    named = dev.find_browser()
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    missing = dev.find_browser()

    assert (named, missing) == (sys.executable, "")


def test_no_command_prints_the_usage(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        dev.parse([])

    assert stopped.value.code == 2
    assert capsys.readouterr().out.startswith("usage: python3 dev.py ")


@pytest.mark.parametrize("wrong", [["dmeo"], ["setup", "--port", "1"], ["demo", "now"], ["demo", "--port", "http"]])
def test_a_wrong_command_prints_the_usage(wrong: list[str], capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        dev.parse(wrong)

    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python3 dev.py ")


def test_what_follows_test_is_left_for_pytest_in_its_order():
    known, rest = dev.parse(["test", "tests/unit", "--thorough", "-k", "word", "-x"])

    assert (known.command, known.thorough, rest) == ("test", True, ["tests/unit", "-k", "word", "-x"])


def test_what_follows_bench_is_left_for_it():
    known, rest = dev.parse(["bench", "--rows", "5000", "--help"])

    assert (known.command, rest) == ("bench", ["--rows", "5000", "--help"])


# Results


@pytest.mark.parametrize(
    ("code", "tests_were_named", "words"),
    [
        (0, False, "passed"),
        (1, False, "FAILED (exit code 1)"),
        (5, False, "FAILED (exit code 5)"),
        (5, True, "no tests chosen"),
    ],
)
def test_an_empty_suite_is_a_failure_unless_tests_were_named(code: int, tests_were_named: bool, words: str):
    assert dev.outcome(code, tests_were_named) == words


def test_the_summary_has_a_line_for_each_part_and_says_where_to_read_what_was_left_out():
    table = dev.summary([("SQLite", "passed", 61.4), ("browser", "NOT RUN: no browser", 0.0)])

    assert table.split("\n") == [
        "",
        "Part        Result                  Time",
        "SQLite      passed                  61 s",
        "browser     NOT RUN: no browser      0 s",
        "",
        "What a part left out stands in its output above, as SKIPPED or NOT RUN HERE, with the reason.",
        "",
    ]


# Locks


def test_addresses_are_taken_out_of_a_lock_and_hashes_are_kept():
    lock = {
        "packages": {
            "node_modules/sass": {
                "version": "1.0.0",
                "resolved": "https://registry.invalid/sass.tgz",
                "integrity": "sha512-abc",
                "funding": [{"url": "https://fund.invalid"}],
                "cpu": ["x64"],
            }
        }
    }

    assert dev.without_addresses(lock) == {
        "packages": {"node_modules/sass": {"version": "1.0.0", "integrity": "sha512-abc", "cpu": ["x64"]}}
    }
