"""The command line. Thin: each command imports what it needs when it runs, so that `--help` is instant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from regiongraf import __version__
from regiongraf.apps import asking, drawing, explaining, intake, loading, making, publishing, reviewing, summing
from regiongraf.apps.options import Context
from regiongraf.errors import Language, RegiongrafError

EPILOG = "Start with `regiongraf demo`: it builds the shipped example from a real report. Börja med `regiongraf demo`."
STOPPED: dict[Language, str] = {
    "sv": "Avbrutet; det senaste hela bygget står kvar som det var.",
    "en": "Stopped; the last good build stays as it was.",
}


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", prog_name="regiongraf")
@click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path),
    envvar="REGIONGRAF_WORKSPACE",
    help="The workspace; default: here or above.",
)
@click.pass_context
def cli(context: click.Context, workspace: Path | None) -> None:
    """Who owns, controls, funds and works with whom in a region, and where does it say so?

    Vem äger, styr, finansierar och samarbetar med vem i en region, och var står det?
    """
    context.obj = Context(workspace)


for command in (
    making.demo,
    making.init,
    making.build,
    making.check,
    making.evidence,
    making.schema,
    asking.ask,
    asking.query,
    summing.totals,
    explaining.about,
    explaining.why,
    drawing.view,
    drawing.draw,
    publishing.export,
    publishing.diff,
    publishing.publish,
    loading.load,
    intake.intake,
    reviewing.review,
    intake.score,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return its exit code. Every refusal is a message, never a traceback."""
    typed = sys.argv[1:] if arguments is None else arguments
    return _told(lambda: cli.main(args=arguments, prog_name="regiongraf", standalone_mode=False), spoken(typed))


def spoken(typed: list[str]) -> Language:
    """The language that was asked for: what `--lang` says, else the environment, else Swedish."""
    asked = os.environ.get("REGIONGRAF_LANG", "")
    for option, value in zip_longest(typed, typed[1:], fillvalue=""):
        if option == "--":
            break
        if option == "--lang":
            asked = value
        elif option.startswith("--lang="):
            asked = option.removeprefix("--lang=")
    return "en" if asked == "en" else "sv"


def _told(run: Callable[[], Any], language: Language) -> int:
    try:
        result = run()
        return result if isinstance(result, int) else 0
    except RegiongrafError as error:
        from regiongraf.words import inert

        named = "Fel" if language == "sv" else "Error"
        told = "\n".join(inert(line) for line in f"{named}: {error.said(language)}".split("\n"))
        click.echo(told, err=True)
        return error.exit_code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.ClickException as error:
        if language == "sv" and not isinstance(error, click.exceptions.NoArgsIsHelpError):
            from regiongraf.apps.usage import swedish

            click.echo(swedish(error), err=True)
        else:
            error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo(f"\n{STOPPED[language]}", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def run() -> None:
    """What the console script calls."""
    sys.exit(main())
