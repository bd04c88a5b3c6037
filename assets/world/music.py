"""The shop's music: short tracks played by a small synthesiser, each from one line of tracks.jsonl.

`python assets/world/music.py` writes assets/shop/tracks/<id>.ogg (Opus) for every line that has none yet. A line says
what is heard: tempo, scale, chords, instruments, pattern; the same words stand in the shop as the track's attributes,
so what a track is called and how it sounds agree. Numbers are seconds and Hz; signals are float arrays at RATE.

Sounds: additive partials with their own decay (piano, bells), plucked strings (Karplus & Strong 1983), detuned saws
through a falling filter (pads), filtered noise (brushes, flute's breath), a swept sine (kick).
"""

import argparse
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import soundfile
from PIL import Image, ImageDraw
from scipy.signal import butter, fftconvolve, sosfilt
from tqdm import tqdm

WORLD = Path(__file__).resolve().parent
RATE = 24_000
LONGEST = 14.8  # seconds of a track
SIDE, BARS = 480, 28  # of a cover: pixels, and bars that show the loudness
SCALES = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
    "dorian": (0, 2, 3, 5, 7, 9, 10),
    "lydian": (0, 2, 4, 6, 7, 9, 11),
    "pentatonic": (0, 2, 4, 7, 9),
    "minor pentatonic": (0, 3, 5, 7, 10),
}
Voice = Callable[[float, float, np.random.Generator], np.ndarray]


def times(seconds: float) -> np.ndarray:
    return np.arange(int(seconds * RATE)) / RATE


def partials(
    pitch: float, seconds: float, parts: Mapping[float, float], decay: float, stiff: float = 0.0
) -> np.ndarray:
    """Sines at multiples of the pitch, the higher the sooner gone; ``stiff`` spreads them as a real string does."""
    t = times(seconds)
    made = np.zeros_like(t)
    for multiple, loudness in parts.items():
        frequency = pitch * multiple * np.sqrt(1 + stiff * multiple**2)
        if frequency < RATE / 2:
            made += loudness * np.sin(2 * np.pi * frequency * t) * np.exp(-t * decay * (0.6 + 0.4 * multiple))
    return made * np.minimum(1, t / 0.004)


def piano(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    parts = {float(n): 1 / n**1.5 for n in range(1, 9)}
    return partials(pitch, seconds + 0.6, parts, 1.6, 0.0004) + 0.4 * partials(
        pitch * 1.0012, seconds + 0.6, parts, 1.9
    )


def bells(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    return partials(pitch, seconds + 1.2, {1: 1.0, 2.76: 0.5, 5.4: 0.25, 8.9: 0.1}, 1.4)


def kalimba(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    return partials(pitch, seconds + 0.5, {1: 1.0, 2.0: 0.12, 5.95: 0.3}, 4.0)


def organ(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = times(seconds)
    shape = np.minimum(1, t / 0.03) * np.minimum(1, (seconds - t) / 0.06)
    return sum(a * np.sin(2 * np.pi * pitch * n * t) for n, a in {1: 0.7, 2: 0.4, 3: 0.2, 4: 0.15}.items()) * shape


def guitar(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    """A plucked string: noise going round a delay line that averages neighbours."""
    period = int(RATE / pitch)
    line, length = rng.uniform(-1, 1, period), int((seconds + 0.8) * RATE)
    line = np.convolve(line, [0.25, 0.5, 0.25], "same")
    rounds = [line]
    for _ in range(length // period + 1):
        line = 0.4975 * (line + np.roll(line, 1))
        rounds.append(line)
    return np.concatenate(rounds)[:length]


def pad(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = times(seconds + 0.8)
    saws = sum((pitch * d * t + rng.random()) % 1.0 - 0.5 for d in (0.995, 1.0, 1.006))
    slow = np.minimum(1, t / 0.7) * np.minimum(1, np.maximum(0, (t[-1] - t) / 0.8))
    return low(np.asarray(saws), 900) * slow * 0.8


def flute(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    t = times(seconds)
    bend = 1 + 0.004 * np.sin(2 * np.pi * 5.1 * t) * np.minimum(1, t / 0.4)
    tone = np.sin(2 * np.pi * np.cumsum(pitch * bend) / RATE)
    breath = low(rng.normal(0, 0.25, len(t)), 2500)
    return (
        (tone + 0.25 * np.sin(4 * np.pi * pitch * t) + breath)
        * np.minimum(1, t / 0.08)
        * np.minimum(1, (seconds - t) / 0.1)
    )


def bass(pitch: float, seconds: float, rng: np.random.Generator) -> np.ndarray:
    return partials(pitch / 2, seconds, {1: 1.0, 2: 0.45, 3: 0.15}, 1.8)


VOICES: dict[str, Voice] = {
    "piano": piano,
    "bells": bells,
    "kalimba": kalimba,
    "organ": organ,
    "guitar": guitar,
    "pad": pad,
    "flute": flute,
    "bass": bass,
}


def low(signal: np.ndarray, cut: float) -> np.ndarray:
    return np.asarray(sosfilt(butter(2, cut, fs=RATE, output="sos"), signal))


def high(signal: np.ndarray, cut: float) -> np.ndarray:
    return np.asarray(sosfilt(butter(2, cut, "high", fs=RATE, output="sos"), signal))


def kick(rng: np.random.Generator) -> np.ndarray:
    t = times(0.3)
    return np.sin(2 * np.pi * np.cumsum(45 + 110 * np.exp(-t * 30)) / RATE) * np.exp(-t * 12)


def brush(rng: np.random.Generator) -> np.ndarray:
    t = times(0.16)
    return high(rng.normal(0, 0.3, len(t)), 3500) * np.exp(-t * 28)


# ---------------------------------------------------------------- a track


class Song:
    """A line of tracks.jsonl being played: beats become samples, notes are added where they begin."""

    def __init__(self, line: Mapping[str, Any]) -> None:
        self.line = line
        self.rng = np.random.default_rng(crc32(line["id"].encode()))
        self.beat = 60 / line["tempo_bpm"]
        self.bars = max(1, round(line["length_s"] / (4 * self.beat)))
        self.sound = np.zeros(int((self.bars * 4 * self.beat + 2.5) * RATE))

    def pitch(self, degree: int, octave: int = 0) -> float:
        """The frequency of a step of the scale, counted from the root in the middle octave."""
        steps = SCALES[self.line["scale"]]
        turn, place = divmod(degree, len(steps))
        return float(440 * 2 ** ((self.line["root"] + steps[place] - 9 + 12 * (turn + octave)) / 12))

    def put(self, sound: np.ndarray, beat: float, loudness: float) -> None:
        start = int(beat * self.beat * RATE)
        end = min(len(self.sound), start + len(sound))
        self.sound[start:end] += loudness * sound[: end - start]

    def play(self, voice: str, degree: int, octave: int, beat: float, beats: float, loudness: float) -> None:
        human = self.rng.normal(0, 0.012)
        tone = VOICES[voice](self.pitch(degree, octave), beats * self.beat, self.rng)
        self.put(tone, max(0.0, beat + human), loudness * self.rng.uniform(0.85, 1.0))


def arpeggio(song: Song, voice: str, bar: int, chord: int) -> None:
    order = (0, 2, 4, 7, 4, 2, 4, 2)
    for number, step in enumerate(order):
        song.play(voice, chord + step, 0, 4 * bar + number / 2, 0.6, 0.22)


def chords(song: Song, voice: str, bar: int, chord: int) -> None:
    for step in (0, 2, 4):
        song.play(voice, chord + step, 0, 4 * bar, 3.8, 0.16)


def stabs(song: Song, voice: str, bar: int, chord: int) -> None:
    for beat in (0.5, 1.5, 2.5, 3.5):
        for step in (0, 2, 4):
            song.play(voice, chord + step, 0, 4 * bar + beat, 0.3, 0.12)


def melody(song: Song, voice: str, bar: int, chord: int) -> None:
    """A wandering line that lands on the chord: each note a step or two from the last."""
    place, beat = chord + int(song.rng.choice((0, 2, 4))), 0.0
    while beat < 4:
        beats = float(song.rng.choice((0.5, 1.0, 1.5)))
        song.play(voice, place, 1, 4 * bar + beat, beats, 0.2)
        place += int(song.rng.choice((-2, -1, -1, 1, 1, 2)))
        place = int(np.clip(place, chord - 2, chord + 7))
        beat += beats


def walking(song: Song, voice: str, bar: int, chord: int) -> None:
    for beat, step in enumerate((0, 2, 4, 2)):
        song.play(voice, chord + step, -1, 4 * bar + beat, 0.9, 0.3)


PATTERNS = {"arpeggio": arpeggio, "chords": chords, "stabs": stabs, "melody": melody, "walking": walking}


def drums(song: Song, bar: int, busy: float) -> None:
    for number in range(8):
        if number % 4 == 0 or (busy > 0.6 and number == 5):
            song.put(kick(song.rng), 4 * bar + number / 2, 0.5)
        if number % 2 or busy > 0.5:
            song.put(brush(song.rng), 4 * bar + number / 2, 0.25 + 0.3 * (number % 4 == 2))


def perform(line: Mapping[str, Any]) -> np.ndarray:
    """The track as float samples between −1 and 1, with a room around it and its ends faded."""
    song = Song(line)
    for bar in range(song.bars):
        chord = line["chords"][bar % len(line["chords"])]
        for voice, pattern in line["parts"]:
            PATTERNS[pattern](song, voice, bar, chord)
        if line.get("drums"):
            drums(song, bar, line["drums"])
    t = times(1.6)
    echo = song.rng.normal(0, 1, len(t)) * np.exp(-t * 4.5)
    room = np.asarray(fftconvolve(song.sound, low(echo, 3000)))[: len(song.sound)]
    whole = song.sound + line.get("echo", 0.25) * room / (np.abs(room).max() + 1e-9) * np.abs(song.sound).max()
    whole = whole[: int(LONGEST * RATE)]
    fade = np.minimum(1, np.arange(len(whole))[::-1] / (1.5 * RATE)) * np.minimum(
        1, np.arange(len(whole)) / (0.02 * RATE)
    )
    whole *= fade
    return np.asarray(np.tanh(1.2 * whole / np.abs(whole).max()) * line.get("loudness", 0.8))


def cover(sound: np.ndarray, line: Mapping[str, Any]) -> Image.Image:
    """A picture of the sound itself: its loudness over time, as bars on a ground that is warm for lively music."""
    energy = min(1.0, (line["tempo_bpm"] - 48) / 90)
    ground, ink = _mixed((214, 222, 219), (238, 206, 178), energy), _mixed((52, 78, 86), (168, 74, 34), energy)
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    draw = ImageDraw.Draw(picture)
    loudness = np.array([np.sqrt(np.mean(piece**2)) for piece in np.array_split(sound, BARS)])
    for number, tall in enumerate(loudness / loudness.max()):
        x, half = SIDE * (number + 1.5) / (BARS + 2), 6 + 0.34 * SIDE * tall
        draw.rounded_rectangle((x - 4, SIDE / 2 - half, x + 4, SIDE / 2 + half), 4, fill=ink)
    return picture


def _mixed(one: tuple[int, ...], other: tuple[int, ...], share: float) -> tuple[int, ...]:
    return tuple(round(a + share * (b - a)) for a, b in zip(one, other, strict=True))


def read_tracks() -> list[dict[str, Any]]:
    return [json.loads(line) for line in (WORLD / "tracks.jsonl").read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Play the shop's tracks into files.")
    parser.add_argument("--out", type=Path, default=WORLD.parent / "shop" / "tracks")
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    for track in tqdm(read_tracks(), desc="tracks", disable=None):
        target = out / f"{track['id']}.ogg"
        if not target.exists():
            played = perform(track)
            soundfile.write(target, played, RATE, format="OGG", subtype="OPUS", compression_level=0.9)
            cover(played, track).save(target.with_suffix(".webp"), quality=80)
