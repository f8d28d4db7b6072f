"""The embedded engines: shared by processes, stopped by the last, started again whatever happened before."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest
from redis import Redis

from udlejning import embedded, embedded_postgresql, embedded_valkey

USE_BOTH = """
import sys, time
from pathlib import Path
from udlejning import embedded
folder = Path(sys.argv[1])
postgresql = embedded.postgresql_url(folder / "postgresql")
print(postgresql, embedded.redis_url(folder / "valkey"), flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def folder():
    # Not tmp_path: root's is closed to the database's user again by every pytest that starts meanwhile.
    with tempfile.TemporaryDirectory(prefix="udl") as name:
        yield Path(name)


@pytest.fixture
def odd_folder(folder):
    return folder / "Å og mellemrum" / ("lang" * 25)


def start_user(folder):
    """Start a process that uses both engines until its stdin closes; return it and their addresses."""
    process = subprocess.Popen(  # noqa: S603  our own words
        [sys.executable, "-c", USE_BOTH, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )
    postgresql, redis = process.stdout.readline().split()
    return process, postgresql, redis


def are_running(folder):
    return (
        embedded_postgresql.answers(folder / "postgresql"),
        embedded_valkey.answers(folder / "valkey"),
    )


def test_the_engines_answer_keep_danish_letters_and_stop_with_their_only_user(folder):
    user, postgresql, redis = start_user(folder)
    with psycopg.connect(postgresql) as connection:
        row = connection.execute(
            "SELECT lower('ÆØÅ'), current_setting('server_version_num')::int / 10000"
        ).fetchone()
    with Redis.from_url(redis) as client:
        answered = client.ping()
    user.communicate("")

    assert row == ("æøå", 18)
    assert answered
    assert are_running(folder) == (False, False)


def test_the_last_of_several_users_stops_the_engines(folder):
    first, first_address, _ = start_user(folder)
    second, second_address, _ = start_user(folder)
    first.communicate("")
    after_first = are_running(folder)
    second.communicate("")

    assert first_address == second_address
    assert after_first == (True, True)
    assert are_running(folder) == (False, False)


def test_engines_whose_user_was_killed_are_taken_over_and_stopped(folder):
    killed, *_ = start_user(folder)
    killed.kill()
    killed.communicate()
    orphaned = are_running(folder)
    heir, *_ = start_user(folder)
    heir.communicate("")

    assert orphaned == (True, True)
    assert are_running(folder) == (False, False)


def test_data_survive_a_killed_database(folder):
    user, postgresql, _ = start_user(folder)
    with psycopg.connect(postgresql) as connection:
        connection.execute("CREATE TABLE kept (word text)")
    pid = int((folder / "postgresql" / "postmaster.pid").read_text().split()[0])
    os.kill(pid, signal.SIGKILL)
    user.communicate("")
    time.sleep(0.2)
    heir, postgresql, _ = start_user(folder)
    with psycopg.connect(postgresql) as connection:
        rows = connection.execute("SELECT count(*) FROM kept").fetchone()
    heir.communicate("")

    assert rows == (0,)


def test_a_path_too_long_and_too_odd_for_a_socket_works(odd_folder):
    user, postgresql, _ = start_user(odd_folder)
    with psycopg.connect(postgresql) as connection:
        row = connection.execute("SELECT current_database()").fetchone()
    user.communicate("")
    embedded_postgresql._socket_folder(odd_folder / "postgresql").rmdir()

    assert row == ("udlejning",)


def test_valkey_refuses_a_stranger_without_the_password(folder):
    user, _, redis = start_user(folder)
    port = int(redis.rsplit(":", 1)[1].split("/")[0])
    with Redis(port=port) as stranger, pytest.raises(Exception, match="authenticat"):
        stranger.ping()
    user.communicate("")


def test_in_use_tells_whether_anybody_holds_the_engine(folder):
    before = embedded.in_use(folder / "postgresql")
    user, *_ = start_user(folder)
    during = embedded.in_use(folder / "postgresql")
    user.communicate("")

    assert (before, during, embedded.in_use(folder / "postgresql")) == (False, True, False)


def test_data_of_another_postgresql_version_are_refused_in_danish(folder):
    (folder / "older").mkdir()
    (folder / "older" / "PG_VERSION").write_text("15\n")

    with pytest.raises(embedded.EmbeddedError, match="make demo-reset"):
        embedded.postgresql_url(folder / "older")
