"""Fit everything that fits. Whatever is shipped can be made again by one command."""

from pathlib import Path


def fit(what: str, folder: Path | None = None, data: Path | None = None) -> list[Path]:
    """Fit "heads", "projection" or "writer" and write them to a folder (default: where the shipped weights lie)."""
    from convrec.models.device import quieten
    from convrec.models.files import SHIPPED

    quieten()

    if what == "projection":
        from convrec.training.projection import fit_projection

        return [fit_projection(folder or SHIPPED, data)]
    if what == "writer":
        from convrec.training.writer.fit import fit_writer

        return [fit_writer(folder or SHIPPED)]
    from convrec.training.centre import fit_centre
    from convrec.training.listener import fit_listeners
    from convrec.training.verdicts import fit_verdicts

    where = folder or SHIPPED
    return [fit_centre(where), *fit_listeners(where), *fit_verdicts(where)]
