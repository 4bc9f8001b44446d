"""What a server says before it answers: `http.client` passes over 100 alone, and takes early hints for the answer."""

from __future__ import annotations

from http.client import HTTPException, HTTPResponse

_MOST_INTERIM = 20  # answers that a server may send before its final one


class FinalAnswer(HTTPResponse):
    """The answer that ends a request: what servers send before it, such as early hints (103), is passed over."""

    def begin(self) -> None:
        """Read up to the end of the head.

        Raises HTTPException for more than 20 answers before the final one, and for lengths that contradict each other.
        """
        for _ in range(_MOST_INTERIM):
            super().begin()
            if not 101 < self.status < 200:  # 101 is final: the server goes on in another protocol
                said = ",".join(self.headers.get_all("Content-Length", ())).split(",")
                if len(set(map(str.strip, said))) > 1:
                    raise HTTPException("two lengths")
                return
            self.headers = self.msg = None  # type: ignore[assignment]  # as they are before the first reading
        raise HTTPException("no final answer")
