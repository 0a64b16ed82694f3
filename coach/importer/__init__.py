"""How-to articles in, draft scripts out. A draft is a beginning: every guess in it is marked for its writer to look at.

Nothing here touches a file, a device or the network::

    decode(data, where)                        -> text, or ArticleError if it is no UTF-8 text
    draft_script(text, name, language)         -> the text of a script that coach.script.parse accepts
"""

from coach.importer.draft import Written, draft_script
from coach.importer.model import ArticleError
from coach.importer.reading import decode

__all__ = ["ArticleError", "Written", "decode", "draft_script"]
