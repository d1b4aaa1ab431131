"""Commands of `dukan` that are more than a line; each module adds its own."""

import typer


def register(cli: typer.Typer) -> None:
    """Add every command."""
    from app import report  # noqa: PLC0415  # the same
    from app.commands import channels, importing, trade  # noqa: PLC0415  # it takes its options from app.cli

    channels.register(cli)
    importing.register(cli)
    trade.register(cli)
    cli.add_typer(report.reports, name="report")
