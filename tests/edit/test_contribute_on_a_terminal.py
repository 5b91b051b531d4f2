"""Contributing a record on a terminal: answers typed as a person types them, Ctrl-C, a closed window, a killed process."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.helpers import contents, tables_of
from tests.sample import find

# A process of its own makes the terminal: to fork one that has threads, as that of the tests may, can lock it up.
# Whoever runs the tests in the background has Ctrl-C ignored, which a process inherits: there it is heard again.
_ON_A_TERMINAL = "import os, pty, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))"


def _ended(process: subprocess.Popen[bytes]) -> int | None:
    """Return the status of a process that ends within a second, None for one that does not."""
    try:
        return process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return None


def type_into(command: list[str], typed: list[tuple[str, str]]) -> tuple[int, str]:
    """Run a command on a terminal and type each answer when its prompt is there; return status and screen."""
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "200"}
    screen = b""
    with subprocess.Popen(
        [sys.executable, "-c", _ON_A_TERMINAL, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        bufsize=0,
    ) as process:
        assert process.stdin
        assert process.stdout
        at, until = 0, time.monotonic() + 30
        for prompt, answer in typed:
            while prompt.encode() not in screen[at:] and time.monotonic() < until:
                if select.select([process.stdout], [], [], 1)[0]:
                    if not (part := process.stdout.read(4096)):
                        break
                    screen += part
            at = len(screen)
            time.sleep(0.3)  # as a person does; a signal between prompt and reading would wait for the next key
            process.stdin.write(answer.encode())
        while (status := _ended(process)) is None:
            if time.monotonic() > until + 30:
                process.kill()
                raise AssertionError(screen)
            if select.select([process.stdout], [], [], 0)[0]:
                screen += process.stdout.read(4096)
            # On a slow machine Ctrl-C can come before the prompt reads, which then waits. Once it was heard,
            # another one would kill the process while it exits.
            if typed and typed[-1][1] == "\x03" and b"Nothing was changed" not in screen:
                with suppress(BrokenPipeError):
                    process.stdin.write(b"\x03")
        screen += process.stdout.read()
    return status, screen.decode(errors="replace")


def test_new_on_a_terminal(package: Path) -> None:
    command = [sys.executable, "-m", "fpdata", "new", "topics", "-p", str(package)]
    before = contents(package)
    status, screen = type_into([*command, "--set", "name=War", "--dry-run"], [])  # whoever gives values is not asked
    assert status == 0, screen
    assert "would write datasets/topics.csv" in screen
    status, screen = type_into(command, [("name: ", "Arms\n"), ("description: ", "\x03")])
    assert status == 130, screen
    assert "Nothing was changed." in screen
    assert contents(package) == before
    status, screen = type_into(
        command,
        [
            ("name: ", "Arms\n"),
            ("description: ", "\n"),
            ("topic_id [arms]: ", "\n"),
            ("Ready to write: 1 topic.", "\n"),
        ],
    )
    assert status == 0, screen
    assert find(tables_of(package), "topics", "arms")["name"] == "Arms"


@pytest.mark.slow
def test_a_closed_terminal_and_a_killed_process_lose_no_answer(package: Path) -> None:
    command = [sys.executable, "-m", "fpdata", "new"]
    before = contents(package)
    script = (
        "import os, signal, sys, fpdata.edit.terminal as t\n"
        "ask, how = t.Terminal.ask, getattr(signal, sys.argv.pop(1))\n"
        "if how != signal.SIGKILL: signal.signal(how, signal.SIG_DFL)\n"  # nohup has it ignored
        "def asked(self, prompt, options=()):\n"
        "    if prompt.startswith('description'): os.kill(os.getpid(), how)\n"
        "    return ask(self, prompt, options)\n"
        "t.Terminal.ask = asked\n"
        "from fpdata.cli import main\n"
        "main()\n"
    )
    for signal_name in ("SIGKILL", "SIGHUP"):
        status, screen = type_into(
            [sys.executable, "-c", script, signal_name, "new", "topic", "-p", str(package)], [("name: ", "Arms\n")]
        )
        assert status not in (0, 1, 2, 130), screen
        assert contents(package) == before
    status, screen = type_into(
        [*command, "topics-1", "--resume", "-p", str(package)],
        [
            ("description: ", "<\n"),
            ("name [Arms]: ", "Arms control\n"),
            ("description: ", "\n"),
            ("topic_id [arms-control]: ", "\x04"),
        ],
    )
    assert status == 130, screen
    assert "Other drafts: topics-2" in screen
    assert "Draft topics-1: a new topic, 1 answer" in screen
    assert "2 answers saved as draft topics-1; to go on, run: fpdata new --resume" in " ".join(
        screen.split()
    )  # wrapped
    assert contents(package) == before
    status, screen = type_into([*command, "--resume", "-p", str(package)], [("topic_id [", "\n"), ("discard? ", "\n")])
    assert status == 0, screen
    assert find(tables_of(package), "topics", "arms-control")["name"] == "Arms control"
