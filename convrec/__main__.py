"""The command line. Every command takes --json; progress goes to stderr; bad input is one sentence and code 2."""

import typer

from convrec.commands.catalogues import import_, index
from convrec.commands.fit import evaluate, train
from convrec.commands.people import export_profile, forget_profile, lists, show_profile
from convrec.commands.talk import ask, chat, serve

app = typer.Typer(no_args_is_help=True, add_completion=False, help=__doc__, pretty_exceptions_enable=False)
for command in (train, evaluate, ask, chat, serve, index, lists):
    app.command()(command)
app.command("import")(import_)

profiles = typer.Typer(no_args_is_help=True, help="What is known of a person: show it, forget it, export it.")
profiles.command("show")(show_profile)
profiles.command("forget")(forget_profile)
profiles.command("export")(export_profile)
app.add_typer(profiles, name="profile")

if __name__ == "__main__":
    app()
