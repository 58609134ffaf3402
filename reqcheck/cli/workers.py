"""
Checks in other processes: every worker opens the catalog, binds the rule set, and takes one bundle of
parts after another.

A worker has a pipe of its own.  Results come back in the order of the input, and no more bundles
are under way than a few for each worker.
"""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from pickle import dumps

from reqcheck import ReqcheckError
from reqcheck.cli.candidates import Part
from reqcheck.cli.jobs import Answer, Job

#: How many bundles a worker may have: one in work, one waiting.
BOTH = 2
#: What surely fits into a pipe, so that sending it waits for nobody.
FITS = 8192
#: How many seconds an idle worker has to leave before it is ended.
PATIENCE = 5


class WorkerFailed(ReqcheckError):
    """
    A worker ended, or could not go on.
    """


def answers(job: Job, bundles: Iterable[tuple[Part, ...]], workers: int) -> Iterator[Answer]:
    """
    The answer to every bundle, in order, from as many workers as there is work for.

    Raises `WorkerFailed`; however it ends, no worker is left.
    """
    team = _Team(job, workers)
    try:
        yield from _in_order(team, bundles)
    finally:
        team.dismiss()


def _in_order(team: _Team, bundles: Iterable[tuple[Part, ...]]) -> Iterator[Answer]:
    """
    Hands out bundles while there is room, and answers in the order of the bundles.
    """
    ready: dict[int, Answer] = {}
    given = turn = 0
    for bundle in bundles:
        task = dumps(bundle)
        while given - turn >= team.most or not team.give(given, task):
            ready.update(team.take())
            while turn in ready:
                yield ready.pop(turn)
                turn += 1
        given += 1
    while turn < given:
        if turn not in ready:
            ready.update(team.take())
        else:
            yield ready.pop(turn)
            turn += 1


class _Team:
    """
    The workers that were hired so far, at most *size*.
    """

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._size = size
        self._workers: list[_Worker] = []
        #: How many bundles may be on their way or wait for their turn.
        self.most = 2 * BOTH * size

    def give(self, number: int, task: bytes) -> bool:
        """
        Hand a task to the worker that has least to do; false if it has to wait.
        """
        least = min(self._workers, key=lambda each: len(each.tasks), default=None)
        if (least is None or least.tasks) and len(self._workers) < self._size:
            least = _Worker(self._job)
            self._workers.append(least)
        # A task that may not fit into the pipe is given only to a worker that waits for one:
        # both sides would else wait for each other.
        if least is None or len(least.tasks) >= (BOTH if len(task) <= FITS else 1):
            return False
        least.give(number, task)
        return True

    def take(self) -> Iterator[tuple[int, Answer]]:
        """
        The answers that are there, at least one, each with the number of its bundle.
        """
        busy = {each.connection: each for each in self._workers if each.tasks}
        for connection in wait(list(busy)):
            yield busy[connection].take()  # type: ignore[index]

    def dismiss(self) -> None:
        """
        Send all workers home; one that is at work is stopped.
        """
        for each in self._workers:
            each.leave()
        for each in self._workers:
            each.gone()


class _Worker:
    """
    Another process, the pipe to it, and the numbers of the bundles that it has.
    """

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.tasks: deque[int] = deque()
        self.connection, other = context.Pipe()
        self._process = context.Process(target=work, args=(other, job), daemon=True, name="reqcheck worker")
        with _uninterrupted():
            self._process.start()
        other.close()

    def give(self, number: int, task: bytes) -> None:
        with self._alive():
            self.connection.send_bytes(task)
        self.tasks.append(number)

    def take(self) -> tuple[int, Answer]:
        with self._alive():
            answer = self.connection.recv()
        if not isinstance(answer, Answer):
            raise WorkerFailed(answer)
        return self.tasks.popleft(), answer

    def leave(self) -> None:
        if self.tasks:
            self._process.terminate()
        self.connection.close()

    def gone(self) -> None:
        self._process.join(PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()

    @contextmanager
    def _alive(self) -> Iterator[None]:
        """
        A pipe that breaks says that the worker is no more.
        """
        try:
            yield
        except (EOFError, OSError):
            self._process.join(PATIENCE)
            code = self._process.exitcode
            reason = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            msg = f"a worker process ended before its work was done ({reason})"
            raise WorkerFailed(msg) from None


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """
    Ctrl-C waits, and a process that begins meanwhile never hears of it: its parent will end it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which would let the signal through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(connection: Connection, job: Job) -> None:
    """
    The life of a worker: answer bundles until nobody sends any.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(EOFError, OSError):
        try:
            checker = job.ready()
            while True:
                connection.send(checker.answer(connection.recv()))
        except (EOFError, ConnectionError):
            raise
        except ReqcheckError as error:
            connection.send(str(error))
        except Exception as error:  # noqa: BLE001 - whatever it is, the parent has to hear of it
            connection.send(f"a worker failed: {type(error).__name__}: {error}")
