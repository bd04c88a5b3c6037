"""Everything that can go wrong on purpose, drawn as a tree.

ConvrecError                    one clear sentence that says what to do; exit code 2 on the command line
├── InputError                  what a person sent can't be used
│   ├── MessageError            empty, far too long
│   ├── PhotoError              not a picture, cut off, too large or too small, too many of them
│   └── UnknownUser             nothing is known of this person
├── CatalogueError              the folder is missing or holds no usable item
├── ImportFormatError           a source that an importer can't read
├── StaleIndex                  the index was built from other data or another encoder
├── WeightsError                a weight file is missing, or its hash is wrong
├── ModelError                  an encoder that can't be had or doesn't fit
├── AnswerError                 a language model that answers late, with an error or not at all; nothing hangs on it
├── TrainingError               labelled texts that can't be learnt from, or a library that training lacks
├── EscalationError             a conversation that can't be passed on, or an address that can't be used for it
└── EvaluationError             data that an evaluation can't read
"""


class ConvrecError(Exception):
    """The root. Its text is one sentence meant for the person in front of the screen."""


class InputError(ConvrecError):
    """What a person sent can't be used. ``said`` is the sentence in each language; the error's own text is English."""

    def __init__(self, english: str, chinese: str = "") -> None:
        super().__init__(english)
        self.said = {"en": english, "zh": chinese or english}


class MessageError(InputError):
    """A message that is empty or far too long."""


class PhotoError(InputError):
    """A file that is no picture, or none that can be used; or too many of them."""


class UnknownUser(InputError):
    """Nothing is known of this person."""


class CatalogueError(ConvrecError):
    """The catalogue folder is missing or holds no usable item."""


class ImportFormatError(ConvrecError):
    """A source that an importer can't read."""


class StaleIndex(ConvrecError):
    """The index was built from other data or by another encoder."""


class WeightsError(ConvrecError):
    """A weight file is missing, or its hash is wrong."""


class ModelError(ConvrecError):
    """An encoder that can't be had, or doesn't fit."""


class AnswerError(ConvrecError):
    """A language model that answers too late, with an error, or not at all."""


class TrainingError(ConvrecError):
    """Labelled texts that can't be read or learnt from, or a library that a training needs and that isn't there."""


class EscalationError(ConvrecError):
    """A conversation can't be passed on, or the address for it can't be used."""


class EvaluationError(ConvrecError):
    """Data that an evaluation can't read."""
