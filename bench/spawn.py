"""Runs what each line of stdin says, `NAME=value` words before, NUL between words; tells status, seconds, MiB and seconds of the
processor. A process of its own, and a small one: what it runs begins with its memory."""

import os
import sys
import time

UNIT = 1024 if sys.platform == "linux" else 1 << 20
OUTPUT = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0), (os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0),
          (os.POSIX_SPAWN_OPEN, 2, "stderr", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]

for line in sys.stdin:
    words, variables = line.rstrip("\n").split("\0"), dict(os.environ)
    while "=" in words[0]:
        name, value = words.pop(0).split("=", 1)
        variables[name] = value
    began = time.perf_counter()
    process = os.posix_spawnp(words[0], words, variables, file_actions=OUTPUT)
    _, status, used = os.wait4(process, 0)
    seconds = time.perf_counter() - began
    print(os.waitstatus_to_exitcode(status), seconds, used.ru_maxrss / UNIT, used.ru_utime + used.ru_stime, flush=True)
