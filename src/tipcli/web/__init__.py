"""Pages from the web, each into a temporary file: only from where it was asked for, and always with an end.

Redirects are followed by hand. Of each hop the host is looked up once, every address found is checked, and the
connection goes to the address that was checked, so that no second look-up can lead elsewhere. What a person typed may
be on a private network; what a server names may not. Bytes, seconds and redirects have caps.
"""

from tipcli.web.address import is_address, redacted, same_origin
from tipcli.web.page import Fetched, StatusError, Web

__all__ = ["Fetched", "StatusError", "Web", "is_address", "redacted", "same_origin"]
