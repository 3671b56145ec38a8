"""Makes testdata/ with librosa and scikit-image:

  pip install librosa==0.11.0 scikit-image==0.26.0 soxr==1.1.0
  python3 lib/audio/make_goldens.py lib/audio/testdata
"""

import sys

import librosa
import numpy as np
from skimage.transform import resize


def signal(samples, rate):
    """TestSignal of audio_testing.h."""
    state, result = 1, []
    for i in range(samples):
        state = (state * 1103515245 + 12345) % 2**31
        noise = state / 2**31 - 0.5
        result.append(0.4 * np.sin(2 * np.pi * 440 * i / rate) + 0.2 * noise)
    return np.array(result, np.float32)


def picture(rows, columns):
    """TestPicture of resize_test.cc."""
    r, c = np.indices((rows, columns))
    return np.sin(0.7 * r) * np.cos(0.3 * c * c) * 40 - 40


def main(folder):
    def save(name, array):
        np.save(f"{folder}/{name}.npy", np.ascontiguousarray(array, np.float32))

    tone = signal(1000, 24000)
    save("resample", librosa.resample(tone, orig_sr=24000, target_sr=22050, res_type="soxr_hq"))
    # A burst between two quiet stretches, and how far trimming cuts it.
    burst = signal(12000, 22050)
    burst[:5000] *= 1e-4
    burst[8000:] *= 1e-4
    save("trim", librosa.effects.trim(burst)[1])
    power = librosa.feature.melspectrogram(
        y=signal(2560, 22050), sr=22050, n_mels=64, fmax=8000,
        n_fft=2048, hop_length=256, pad_mode="reflect",
    )
    save("mel", power)
    save("decibel", librosa.power_to_db(power, ref=np.max))
    # The bands of the powers that librosa finds for these bands: as near as they come.
    found = librosa.feature.inverse.mel_to_stft(power, sr=22050, n_fft=2048, power=1, fmax=8000)
    filters = librosa.filters.mel(sr=22050, n_fft=2048, n_mels=64, fmax=8000)
    save("mel_inverse", filters @ found)
    # In double precision, and at first with the phases of NumpyRandomState(0).
    magnitudes = np.abs(librosa.stft(signal(2560, 22050).astype(np.float64), hop_length=256,
                                     pad_mode="constant"))
    save("griffin_lim", librosa.griffinlim(magnitudes, n_iter=32, hop_length=256, random_state=0))
    save("resize_shrink", resize(picture(12, 21), (8, 8), order=1))
    save("resize_grow", resize(picture(5, 6), (8, 8), order=1))
    save("resize_mixed", resize(picture(8, 3), (8, 10), order=1))
    save("resize_strong", resize(picture(2, 40), (8, 4), order=1))


main(sys.argv[1])
