"""The words of a site's interface: which files of the theme have them, and what is wrong with those."""

from collections.abc import Set
from typing import Final

from fcgen import codes
from fcgen.config import CONFIG_FILE, Config, spoken
from fcgen.diagnostics import Diagnostic, diagnostic, quoted
from fcgen.disk.theme import DEFAULT, LOCALE, Theme
from fcgen.message_files import ENGLISH, MessageFile, chain, tags, words

_ENDING: Final = ".yaml"


def worded(read: Config, look: Theme) -> tuple[Config, tuple[Diagnostic, ...]]:
    """Return the configuration with the words of its language, and what is wrong with them."""
    files = chain(read.language, message_files(look))
    found: list[Diagnostic] = []
    language = read.language
    if not any(one.language.lower() in tags(language) for one in files):
        language = ENGLISH
        name = f"{read.templates}/{LOCALE}{read.language.split('-')[0]}{_ENDING}"
        message = f"there are no words for the language {quoted(read.language)}, so the interface is in English"
        mend = f"add {name}, as docs/languages.md tells"
        found.append(diagnostic(codes.NO_WORDS, CONFIG_FILE, read.language_at, message, mend))
    made, problems = words(language, files, lambda: _asked(look))
    return spoken(read, made), (*found, *problems)


def message_files(look: Theme) -> tuple[MessageFile, ...]:
    """Return the files of messages of a theme: the site's own, and those of the packaged one."""
    own = {name for name, path in look.paths.items() if name in look.locales and path != DEFAULT + name}
    own -= {name for name in own if name.startswith(DEFAULT)}
    return tuple(
        MessageFile(
            language=name.rpartition("/")[2].removesuffix(_ENDING),
            path=look.paths[name],
            text=text.replace("\r\n", "\n"),
            own=name in own,
        )
        for name, text in look.locales.items()
        if name.endswith(_ENDING) and (name in own or name.startswith(DEFAULT))
    )


def _asked(look: Theme) -> Set[str]:
    """Return the ids of the messages that the templates of a site ask for."""
    from fcgen.pages.render import asked_in

    return frozenset(name for text in look.templates.values() for name in asked_in(text) or ())
