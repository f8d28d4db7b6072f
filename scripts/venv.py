"""Makes .venv and installs a requirements file into it; does nothing where that is already done.

Runs under whatever `python3` there is, also one too old for the project, which it then says.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST = (3, 11)
# What is installed for what: `test` includes `demo`.
FILES = {
    "demo": ["requirements.txt"],
    "test": ["requirements.txt", "requirements-dev.txt"],
}
TOO_OLD = """\
Python 3.11 eller nyere mangler (fandt kun {found}). Installér det, eller vælg: make PYTHON=python3.12 demo
Python 3.11 or newer is needed (found only {found}). Install it, or choose: make PYTHON=python3.12 demo
"""
NO_VENV = """\
.venv kunne ikke oprettes. Mangler Pythons venv-modul? Debian/Ubuntu: apt install python3-venv
.venv could not be made. Is Python's venv module missing? Debian/Ubuntu: apt install python3-venv
"""
NOT_INSTALLED = """\
Pakkerne kunne ikke installeres; fejlen står ovenfor. Prøv igen, når den er løst.
The packages could not be installed; the error stands above. Try again when it is solved.
"""


def main(purpose: str) -> int:
    """Return 0 when .venv holds what `purpose` needs."""
    if sys.version_info < OLDEST:
        return run_with_newer_python()
    os.umask(0o022)  # PostgreSQL runs as another user when we are root, and must be able to read its files
    lock_path = ROOT / ".local" / "venv.lock"
    lock_path.parent.mkdir(exist_ok=True)
    with lock_path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # make demo and make test may be started together
        if any(is_installed(each) for each in FILES if set(FILES[purpose]) <= set(FILES[each])):
            return 0
        return install(purpose)


def install(purpose: str) -> int:
    """Make .venv where it is missing or broken, and install. Returns the exit status."""
    if not works(VENV / "bin" / "python") and not make_venv():
        sys.stderr.write(NO_VENV)
        return 1
    sys.stdout.write("Installerer Python-pakker i .venv (første gang tager det et minut) ...\n")
    sys.stdout.flush()
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    status = run([*pip, "-qq", "-r", FILES[purpose][-1]])
    if status != 0:
        sys.stderr.write(NOT_INSTALLED)
        return status
    for each, files in FILES.items():
        if set(files) <= set(FILES[purpose]):
            stamp(each).write_text(wanted(each), encoding="utf-8")
    return 0


def make_venv() -> bool:
    """Make .venv anew; return whether it worked."""
    return run([sys.executable, "-m", "venv", "--clear", str(VENV)]) == 0


def works(python: Path) -> bool:
    """Return whether this Python runs, is new enough and has pip."""
    if not python.exists():
        return False
    return run([str(python), "-c", f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"]) == 0


def is_installed(purpose: str) -> bool:
    """Return whether .venv was made here from these very files."""
    return stamp(purpose).exists() and stamp(purpose).read_text(encoding="utf-8") == wanted(purpose)


def stamp(purpose: str) -> Path:
    """Return the file that remembers what was installed."""
    return VENV / f"installed-for-{purpose}"


def wanted(purpose: str) -> str:
    """Return what the stamp must say: the place, since scripts in .venv know it, and the files' words."""
    files = [(ROOT / name).read_text(encoding="utf-8") for name in FILES[purpose]]
    return "\n".join([str(ROOT), *files])


def run_with_newer_python() -> int:
    """Start over with a newer Python where one is found beside this old one. Returns the exit status."""
    for minor in range(20, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return run([newer, *sys.argv])
    sys.stderr.write(TOO_OLD.format(found=sys.version.split()[0]))
    return 1


def run(command: list[str]) -> int:
    """Run one program in the project's folder; return its exit status."""
    return subprocess.call(command, cwd=ROOT)  # noqa: S603  our own words, no shell


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
