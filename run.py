#!/usr/bin/env python3
"""Set up Ascertain in this folder and run it. Needs Python 3.11 or later and pip, nothing else.

    python3 run.py [ARGS]              set up what is missing, then run `ascertain ARGS`
    python3 run.py test [PYTEST ARGS]  set up, then run every test and check; with a path, only that part of the tests
    python3 run.py bench [NAMES] [--incidents N] [--json FILE]
                                       set up, then measure the program against its limits and peers
    python3 run.py prove [NAMES] [--short] [--write] [--json FILE]
                                       set up, then run the long proofs that nothing is lost

Everything is kept in `.venv/` of this folder. To open a log that is named like one of these words, write `./test`.
"""

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
TOOLS = ("test", "bench", "prove")
# The words and switches of the command line that work without Qt; tests/rules holds them against the program.
WORDS: tuple[str, ...] = ("example", "generate", "list", "show", "export", "import")
WORDS += ("check", "backup", "restore", "pack", "unpack", "salvage")
SWITCHES = ("--version", "--help", "-h")

# The columns of packaging/system-libraries.txt: the system, its name in /etc/os-release, how it installs packages.
INSTALLERS = (
    ("Debian or Ubuntu", "debian", "sudo apt-get install"),
    ("Fedora", "fedora", "sudo dnf install"),
    ("Arch", "arch", "sudo pacman -S"),
    ("openSUSE", "suse", "sudo zypper install"),
)


class SetUpError(Exception):
    """The set-up cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Print one line of progress, apart from the output of the program."""
    print(text, file=sys.stderr, flush=True)


class Environment:
    """The folder with the packages for one Python and one lock; each part has a stamp, written when it is complete."""

    def __init__(self, root: Path, tag: str) -> None:
        runtime = (root / "packaging" / "requirements.lock").read_bytes()
        tests = (root / "packaging" / "requirements-test.lock").read_bytes()
        machine = os.uname().machine if sys.platform != "win32" else os.environ.get("PROCESSOR_ARCHITECTURE", "")
        key = hashlib.sha256(b"\0".join((sys.platform.encode(), machine.encode(), runtime)))
        self.root = root
        self.tag = tag
        self.stamps = {
            "requirements.lock": key.hexdigest(),
            "requirements-test.lock": hashlib.sha256(key.digest() + tests).hexdigest(),
        }
        self.folder = root / ".venv" / f"{tag}-{key.hexdigest()[:8]}"
        self.python = self.folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

    def has(self, lock: str) -> bool:
        """Say whether all that `lock` names is installed."""
        stamp = self.folder / f"{lock}.stamp"
        return self.python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == self.stamps[lock]

    def stamp(self, lock: str) -> None:
        """Note that all that `lock` names is installed."""
        half = self.folder / f"{lock}.half"
        half.write_text(self.stamps[lock], encoding="ascii")
        half.replace(self.folder / f"{lock}.stamp")


def python_tag() -> str:
    """Return a short name of the running Python, such as `cp311`."""
    name = sys.implementation.name
    short = {"cpython": "cp", "pypy": "pp"}.get(name, name)
    return f"{short}{sys.version_info[0]}{sys.version_info[1]}{getattr(sys, 'abiflags', '')}"


def set_up(environment: Environment, locks: "tuple[str, ...]") -> None:
    """Install what is missing. Two set-ups wait for each other; an interrupted one is done again."""
    if all(environment.has(lock) for lock in locks):
        return
    import shutil

    try:
        environment.folder.parent.mkdir(exist_ok=True)
        guard = (environment.folder.parent / "set-up.lock").open("a+b")
    except OSError as error:
        raise SetUpError(f"The folder {environment.folder.parent} cannot be written: {error.strerror}.") from error
    with guard:
        wait_for_turn(guard.fileno())
        # pip holds the turn as well: should this process be killed, nobody starts while pip still writes.
        os.set_inheritable(guard.fileno(), True)
        if not environment.has(next(iter(environment.stamps))):
            make_environment(environment)
        for lock in locks:
            if not environment.has(lock):
                install(environment, lock)
                environment.stamp(lock)
        for folder in environment.folder.parent.glob(f"{environment.tag}-*"):
            if folder != environment.folder:
                shutil.rmtree(folder, ignore_errors=True)


def wait_for_turn(guard: int) -> None:
    """Hold the lock file; the system lets it go when the process ends, however it ends."""
    import itertools
    import time

    for attempt in itertools.count():
        try:
            if sys.platform == "win32":
                import msvcrt

                os.lseek(guard, 0, os.SEEK_SET)
                msvcrt.locking(guard, msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(guard, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except OSError:
            if not attempt:
                say("Another set-up of this folder is under way; waiting for it.")
            time.sleep(0.2)


def make_environment(environment: Environment) -> None:
    """Make the empty environment. It needs no pip of its own: Debian's venv could not give it one."""
    import venv

    require_glibc()
    say("Setting up Ascertain in this folder; this happens once and takes about a minute.")
    try:
        venv.EnvBuilder(clear=True, symlinks=sys.platform != "win32", with_pip=False).create(environment.folder)
    except OSError as error:
        raise SetUpError(f"No environment can be made in {environment.folder}: {error}.") from error


def require_glibc() -> None:
    """Raise `SetUpError` where Qt's wheels cannot run."""
    import platform

    if sys.platform != "linux":
        return
    library, version = platform.libc_ver()
    if library != "glibc" or tuple(map(int, version.split(".")[:2])) < (2, 34):
        raise SetUpError("Qt needs a Linux with glibc 2.34 or later, such as Debian 12, Ubuntu 22.04 or Fedora 35.")


def install(environment: Environment, lock: str) -> None:
    """Install exactly what `lock` names, each file checked against its hash."""
    import subprocess

    what = "the packages of the program" if lock == "requirements.lock" else f"what a {lock[13:-5]} needs"
    say(f"Installing {what} ...")
    settings = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONPATH", "PYTHONHOME", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER")
    }
    settings["PIP_USER"] = "0"
    command = [*pip_for(environment), "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--only-binary", ":all:", "--require-hashes", "--no-deps"]
    command += ["--no-warn-script-location", "-r", str(environment.root / "packaging" / lock)]
    if subprocess.run(command, env=settings, close_fds=False).returncode:
        raise SetUpError(f"pip could not install {what}; its message stands above. Run the same command to try again.")


def pip_for(environment: Environment) -> "list[str]":
    """Return the command that is pip working in the environment: the pip of the Python that runs this, or a new one."""
    import importlib.util
    import subprocess

    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", str(environment.python)]
    made = subprocess.run([str(environment.python), "-m", "ensurepip"], capture_output=True)
    if made.returncode:
        raise SetUpError("This Python has no pip. Install it (Debian or Ubuntu: sudo apt-get install python3-pip).")
    return [str(environment.python), "-m", "pip"]


def libraries(*groups: str) -> "dict[str, list[str]]":
    """Return what is in these groups, each with the packages that hold it, in the order of `INSTALLERS`."""
    rows = (ROOT / "packaging" / "system-libraries.txt").read_text(encoding="utf-8").splitlines()
    table = [row.split() for row in rows if row and not row.startswith("#")]
    return {name: packages for group, name, *packages in table if group in groups}


def groups_for(environ: "dict[str, str]") -> "tuple[str, ...]":
    """Return the groups of libraries that Qt needs for the platform which it will take in this session."""
    if environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal", "vnc"):
        return ("qt",)
    wayland = environ.get("WAYLAND_DISPLAY") and not environ.get("DISPLAY")
    return ("qt", "x11", "wayland") if wayland else ("qt", "x11")


def missing_libraries(*groups: str) -> "dict[str, list[str]]":
    """Return those of the libraries that the system's loader does not find, with their packages."""
    import ctypes

    missing = {}
    for name, packages in libraries(*groups).items() if sys.platform == "linux" else ():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = packages
    return missing


def missing_message(missing: "dict[str, list[str]]", system: str) -> str:
    """Say which libraries are missing and the line that installs them, here or on every known system."""
    lines = []
    for (name, _, command), packages in zip(INSTALLERS, zip(*missing.values(), strict=True), strict=True):
        lines.append(f"  {name + ':':<18}{command} {' '.join(sorted(set(packages)))}")
    here = [line for line, (_, family, _) in zip(lines, INSTALLERS, strict=True) if family in system]
    first = "The window needs system libraries that are not installed: " + ", ".join(missing) + ". Install them:"
    return "\n".join([first, *(here or lines)])


def system_families() -> str:
    """Return what the system says that it is and is like, such as `ubuntu debian`."""
    import platform

    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    return f"{release.get('ID', '')} {release.get('ID_LIKE', '')}"


def missing_programs(group: str) -> "list[str]":
    """Return the Debian packages with those programs of this group that are not here."""
    import shutil

    return sorted({packages[0] for program, packages in libraries(group).items() if not shutil.which(program)})


def missing_outside_packages() -> "list[str]":
    """Return the Debian packages that tests from outside the program need and that are not here."""
    import subprocess

    missing = {*missing_programs("outside"), *(packages[0] for packages in missing_libraries("x11").values())}
    probe = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    system_python = "/usr/bin/python3"
    if not Path(system_python).exists() or subprocess.run([system_python, "-c", probe], capture_output=True).returncode:
        missing |= {"python3-gi", "gir1.2-atspi-2.0"}
    return sorted(missing)


def may_install() -> bool:
    """Say whether system packages can be installed here without asking anybody."""
    import shutil

    return sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_system_packages(packages: "list[str]") -> bool:
    """Install Debian packages, and say whether that went well; what apt says is shown only when it did not."""
    import subprocess

    say("Installing system packages: " + " ".join(packages) + " ...")
    settings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    # The lists of packages are fetched where the old ones, if there are any, do not do.
    said = ""
    for command in (install, [*apt, "update"], install):
        done = subprocess.run(command, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if command is install and not done.returncode:
            return True
        said = done.stdout
    say(said.strip())
    return False


def require_libraries(*groups: str) -> None:
    """Install the system libraries of Qt where that is allowed, else name them and stop."""
    missing = missing_libraries(*groups)
    if missing and may_install():
        install_system_packages(sorted({packages[0] for packages in missing.values()}))
        missing = missing_libraries(*groups)
    if missing:
        raise SetUpError(missing_message(missing, system_families()))


def require_test_tools() -> None:
    """Install what the tests need of the system where that is allowed; else say which tests are skipped."""
    if sys.platform != "linux":
        return
    require_libraries("qt")
    outside, office = missing_outside_packages(), missing_programs("office")
    for which, packages in (("from outside the program", outside), ("with LibreOffice", office)):
        if packages and not (may_install() and install_system_packages(packages)):
            say(f"The tests {which} are skipped. They need: sudo apt-get install {' '.join(packages)}")


def child_environment() -> "dict[str, str]":
    """Return the settings under which the program and its tools run: the source folder in front, nothing else added."""
    settings = {name: value for name, value in os.environ.items() if name != "PYTHONHOME"}
    return {**settings, "PYTHONPATH": str(ROOT / "src")}


def hand_over(command: "list[str]") -> int:
    """Become the command, or where a process cannot, run it and return its exit code."""
    import subprocess

    if os.name == "posix":
        os.execve(command[0], command, child_environment())
    return subprocess.run(command, env=child_environment()).returncode


def needs_qt(args: "list[str]") -> bool:
    """Say whether these arguments open a window: all but the words and switches of the command line do."""
    return not any(arg in SWITCHES for arg in args) and args[:1] not in [[word] for word in WORDS]


def start_program(environment: Environment, args: "list[str]") -> int:
    """Run `ascertain ARGS`."""
    if needs_qt(args):
        try:
            require_libraries(*groups_for(dict(os.environ)))
        except SetUpError as error:
            if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
                raise
            # The program has its own sentence for a session without a screen: both are worth knowing.
            say(str(error))
    set_up(environment, ("requirements.lock",))
    if args in (["--help"], ["-h"]):
        print(__doc__, flush=True)
    # -P: a file in the user's folder that is named like a module must not be imported.
    return hand_over([str(environment.python), "-P", "-m", "ascertain", *args])


def checks(python: str, pytest_args: "list[str]") -> "list[tuple[str, list[str]]]":
    """Return the checks with their commands. Arguments that name tests leave the tests alone to be run."""
    # A worker that dies ends the tests at once: with another in its place they may wait for ever.
    workers = ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile", "--max-worker-restart", "0"]
    contracts = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    if any(Path(arg.partition("::")[0]).exists() for arg in pytest_args if not arg.startswith("-")):
        return [("tests", [python, "-m", "pytest", *pytest_args])]
    return [
        ("style", [python, "-m", "ruff", "check", "."]),
        ("layout", [python, "-m", "ruff", "format", "--check", "."]),
        ("types", [python, "-m", "mypy"]),
        ("import contracts", [python, "-c", contracts, "--no-cache", "--no-logo"]),
        ("tests", [python, "-m", "pytest", *workers, *pytest_args]),
    ]


def run_tests(environment: Environment, args: "list[str]") -> int:
    """Run every check and test, all of them even when one fails; return 1 if any did."""
    import subprocess

    require_test_tools()
    set_up(environment, ("requirements.lock", "requirements-test.lock"))
    failed = []
    for name, command in checks(str(environment.python), args):
        say(f"== {name}")
        if subprocess.run(command, cwd=ROOT, env=child_environment()).returncode:
            failed.append(name)
    if failed:
        say("Failed: " + ", ".join(failed) + ".")
    return 1 if failed else 0


def run_measures(environment: Environment, tool: str, args: "list[str]") -> int:
    """Run the benchmarks or the proofs."""
    require_libraries(*groups_for(dict(os.environ)))
    set_up(environment, ("requirements.lock", "requirements-test.lock"))
    os.chdir(ROOT)
    return hand_over([str(environment.python), "-m", f"tests.{tool}", *args])


def main(args: "list[str]") -> int:
    """Set up and run; return the exit code of what was run, or 1 when the set-up failed."""
    if sys.version_info[:2] < OLDEST:
        say(
            "Ascertain needs Python {}.{} or later; this is Python {}.{}.".format(*OLDEST, *sys.version_info[:2])
            + " Install a newer one and start this file with it, for example: python3.11 run.py"
        )
        return 1
    tool = args[0] if args and args[0] in TOOLS else ""
    try:
        environment = Environment(ROOT, python_tag())
        if tool == "test":
            return run_tests(environment, args[1:])
        return run_measures(environment, tool, args[1:]) if tool else start_program(environment, args)
    except SetUpError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("Interrupted. The next start takes up what is missing.")
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
