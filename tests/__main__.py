"""`python -m tests`: everything that a change must pass, in the order of how soon it tells."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CHECKS = (
    ("style", ["-m", "ruff", "check", "."]),
    ("types", ["-m", "mypy"]),
    ("layers", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
    ("tests", ["-m", "pytest"]),
)


def main() -> int:
    """Runs every check, tells which failed, and gives the exit code."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = [name for name, command in CHECKS if _fails(name, command)]
    print(f"failed: {', '.join(failed)}" if failed else "all checks passed")
    return 1 if failed else 0


def _fails(name: str, command: list[str]) -> bool:
    print(f"--- {name}", flush=True)
    return subprocess.run([sys.executable, *command], cwd=ROOT, check=False).returncode != 0


if __name__ == "__main__":
    sys.exit(main())
