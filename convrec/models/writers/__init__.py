"""Who puts replies in other words, chosen by one setting; each is imported only where it is chosen."""

from convrec.models.writers.base import Writer
from convrec.settings import Settings

__all__ = ["Writer", "load_writer"]


def load_writer(settings: Settings) -> Writer | None:
    """The writer that the settings name, None for none. Raises ModelError or WeightsError with what to do."""
    if settings.writer == "none":
        return None
    if settings.writer == "embedded":
        from convrec.models.writers.embedded import embedded_writer

        return embedded_writer()
    if settings.writer.startswith("transformers:"):
        from convrec.models.device import choose_device
        from convrec.models.writers.local import LocalWriter

        return LocalWriter(settings.writer.removeprefix("transformers:"), choose_device(settings.device))
    from convrec.models.served import ChatServer
    from convrec.models.writers.served import ServedWriter

    key = settings.writer_key.get_secret_value()
    return ServedWriter(ChatServer(settings.writer, settings.writer_model, key, settings.writer_timeout))
