"""How a report's id is taken from a URL: everything behind /d/, as it stands."""

from werkzeug.routing import BaseConverter


class DocumentConverter(BaseConverter):
    """Any characters, also a leading, doubled or trailing slash and line ends."""

    regex = r"[\s\S]+"
    part_isolating = False
