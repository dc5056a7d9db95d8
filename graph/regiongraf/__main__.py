"""`python -m regiongraf` is the command."""

from regiongraf.apps.cli import run

run()
