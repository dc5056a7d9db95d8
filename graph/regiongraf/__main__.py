"""The command: `regiongraf`, and `python -m regiongraf`."""

import sys


def run() -> None:
    """Run the command line; an interrupt while it is still being loaded ends it as quietly as nothing has begun."""
    try:
        from regiongraf.apps import cli
    except KeyboardInterrupt:
        sys.exit(130)
    cli.run()


if __name__ == "__main__":
    run()
