"""Child: types and records in the window until it is killed, and tells what it did meanwhile.

Arguments: start, register, folder, number. Each line printed is a JSON list: the moment in
nanoseconds, what happened ("ready", "typed" or "recorded"), the text.
"""

import json
import os
import random
import sys
import time
from itertools import count
from pathlib import Path
from time import perf_counter

from tests.bench.painting import press, rest_until
from tests.bench.script import ENTER
from tests.bench.stage import Stage

GAPS_MS = (2, 25)
WORDS = "đề nghị nhà trường rút ngắn thủ tục thanh toán đề tài cấp cơ sở và công khai kết quả"


def tell(what: str, text: str) -> None:
    """Straight into the pipe, where it outlives this process."""
    line = json.dumps([time.time_ns(), what, text], ensure_ascii=False)
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def main() -> None:
    _start, register, folder, number = sys.argv[1:]
    stage = Stage(Path(register), Path(folder))
    line = stage.line
    tell("ready", line.toPlainText())
    line.clear()
    rng = random.Random(number)
    for sentence in count():
        text = f"lần {number} câu {sentence} {' '.join(rng.sample(WORDS.split(), 6))}"
        for end, letter in enumerate(text, 1):
            rest_until(perf_counter() + rng.uniform(*GAPS_MS) / 1000)
            press(line, letter)
            tell("typed", text[:end])
        rest_until(perf_counter() + rng.uniform(*GAPS_MS) / 1000)
        press(line, ENTER)
        tell("recorded", text)


if __name__ == "__main__":
    main()
