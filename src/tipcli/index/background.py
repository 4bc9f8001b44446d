"""One call at a time beside the main thread, for work that SQLite does without Python's lock."""

from __future__ import annotations

from threading import Thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Background:
    """Runs one call at a time in a thread, or where no thread can be started at once."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._error: BaseException | None = None

    def run(self, call: Callable[[], None]) -> None:
        """Start a call once the one before is done. Raises what that one raised."""
        self.wait()

        def guarded() -> None:
            try:
                call()
            except BaseException as error:  # noqa: BLE001 - raised where somebody waits for it
                self._error = error

        thread = Thread(target=guarded, daemon=True)
        try:
            thread.start()
        except RuntimeError:  # there is no memory for one, or there are too many
            call()
        else:
            self._thread = thread

    def wait(self) -> None:
        """Wait until the call is done. Raises what it raised."""
        self.stop()
        error, self._error = self._error, None
        if error:
            raise error

    def stop(self) -> None:
        """Wait until the call is done, whatever became of it."""
        if self._thread:
            self._thread.join()
            self._thread = None
