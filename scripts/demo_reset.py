"""Removes the demo's data, so that the next `make demo` begins again; refuses while anything uses them."""

import shutil
import sys
from pathlib import Path

from udlejning import embedded

LOCAL = Path(__file__).resolve().parent.parent / ".local"
ENGINES = {"postgresql": embedded.postgresql_url, "valkey": embedded.redis_url}
IN_USE = (
    "Demoen kører, eller en anden kommando bruger dens data. Stop den (Ctrl-C i dens vindue), og prøv igen.\n"
)


def main() -> int:
    """Return 0 when the data are gone."""
    if any(embedded.in_use(LOCAL / name) for name in ENGINES):
        sys.stderr.write(IN_USE)
        return 1
    for name in ENGINES:
        end_orphan(name)
        shutil.rmtree(LOCAL / name, ignore_errors=not (LOCAL / name).exists())
    shutil.rmtree(LOCAL / "media", ignore_errors=True)
    for schedule in LOCAL.glob("celerybeat-schedule*"):
        schedule.unlink()
    sys.stdout.write("Demoens data er slettet.\n")
    return 0


def end_orphan(name: str) -> None:
    """Stop an engine whose users were all killed: taking and leaving it makes us its last user."""
    if not (LOCAL / name).exists():
        return
    try:
        ENGINES[name](LOCAL / name)
    except embedded.EmbeddedError as error:
        sys.stderr.write(f"{error}\n")  # broken data are no reason to keep them
    embedded.release()


if __name__ == "__main__":
    sys.exit(main())
