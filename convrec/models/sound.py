"""What music sounds like, in numbers: timbre, brightness, loudness, pulse, harmony (after Tzanetakis & Cook 2002)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

SOUNDS = {".ogg", ".opus", ".oga", ".mp3", ".wav", ".m4a", ".flac"}  # files that are listened to
RATE = 22_050
LONGEST = 60.0  # seconds that are listened to
TIMBRES = 13  # mel-frequency cepstral coefficients, the first of which is loudness
TEMPO, RISE = 90.0, 1.5  # beats a minute and onset strength in the middle of what is usual


class FeatureSoundEncoder:
    """Statistics of librosa's features, each brought to about the same spread. Needs no weights."""

    name = "sound-features-1"

    def encode_files(self, paths: Sequence[Path]) -> np.ndarray:
        """Sound files → float32 (n, 54), rows of length 1. Raises OSError where one can't be read."""
        return np.array([self._encode(path) for path in paths], dtype=np.float32)

    def _encode(self, path: Path) -> np.ndarray:
        import librosa  # here, because they take a second and most catalogues have no sound
        import soundfile

        heard, rate = soundfile.read(path, dtype="float32", always_2d=True)
        sound = librosa.resample(heard[: int(LONGEST * rate)].mean(axis=1), orig_sr=rate, target_sr=RATE)
        power = np.abs(librosa.stft(sound)) ** 2
        mel = librosa.power_to_db(librosa.feature.melspectrogram(S=power, sr=RATE))
        timbre = librosa.feature.mfcc(S=mel, n_mfcc=TIMBRES)[1:]
        bright = np.log2(np.maximum(librosa.feature.spectral_centroid(S=np.sqrt(power), sr=RATE)[0], 50.0))
        loud = librosa.amplitude_to_db(librosa.feature.rms(S=np.sqrt(power))[0])
        onsets = librosa.onset.onset_strength(S=mel, sr=RATE)
        tempo = float(librosa.feature.tempo(onset_envelope=onsets, sr=RATE)[0])
        harmony = librosa.feature.chroma_stft(S=power, sr=RATE).mean(axis=1)
        tonal = np.roll(harmony, -int(harmony.argmax()))  # the same music in another key is the same music
        parts = (
            timbre.mean(axis=1) / 30.0,
            timbre.std(axis=1) / 12.0 - 1.0,
            [(bright.mean() - 10.0) * 2.0, bright.std() * 2.0 - 1.0],
            [(loud.mean() + 20.0) / 6.0, loud.std() / 6.0 - 1.0],
            [onsets.mean() - RISE, onsets.std() / 2.0 - 1.0, np.log2(tempo / TEMPO)],
            (tonal - tonal.mean()) * 2.0,
            np.diff(tonal),
        )
        vector = np.concatenate([np.ravel(part) for part in parts])
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))
