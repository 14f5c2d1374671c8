"""What shells complete: ids and addresses of the archive, and the command that prints the script for a shell.

An archive of ten thousand entries must not keep anybody waiting: ids are read from the names of files.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

from fcgen.archive import urls
from fcgen.archive.index import Key
from fcgen.entries.model import Kind

_VARIABLE: Final = "_FCGEN_COMPLETE"
_SPECIAL: Final = re.compile(r"([^\w@%+=:,./-])")
_KINDS: Final = {
    "claim": Kind.CLAIM,
    "claimants": Kind.PERSON,
    "outlet": Kind.OUTLET,
    "reviewer": Kind.OUTLET,
    "topics": Kind.TOPIC,
}
_WHERE: Final = {
    "bash": 'Put this line into ~/.bashrc:  eval "$(fcgen completion bash)"',
    "zsh": 'Put this line into ~/.zshrc, below compinit:  eval "$(fcgen completion zsh)"',
    "fish": "Put it into a file:  fcgen completion fish > ~/.config/fish/completions/fcgen.fish",
}


@click.command()
@click.argument("shell", type=click.Choice(list(_WHERE)))
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """Print the script that lets a shell complete commands, options and the ids of the archive."""
    made = get_completion_class(shell)
    assert made is not None, shell
    click.echo(f"# {_WHERE[shell]}")
    click.echo(made(context.find_root().command, {}, "fcgen", _VARIABLE).source())


def entries(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an entry: its id, with its kind where that is typed; or its file."""
    if "/" in incomplete:
        return [CompletionItem(incomplete, type="file")]
    with_kind = ":" in incomplete
    every = [f"{key.kind}:{key.id}" if with_kind else key.id for key, _ in _ids(context)]
    kinds = [f"{kind.value}:" for kind in Kind] if incomplete and not with_kind else []
    return _beginning(incomplete, (*every, *kinds))


def others(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete what an option of `fcgen new` names, by its id."""
    kind = _KINDS[parameter.name or ""]
    return _beginning(incomplete, (key.id for key, _ in _ids(context) if key.kind is kind))


def pages(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the address of an entry, or its file."""
    found = _ids(context)
    if incomplete.startswith("/"):
        return _beginning(incomplete, (urls.entry(key.kind, key.id) for key, _ in found))
    return _beginning(incomplete, (path for _, path in found))


def _ids(context: click.Context) -> tuple[tuple[Key, str], ...]:
    from fcgen.writing.ids import ids

    return ids(context.find_root().params.get("root") or Path())


def _beginning(incomplete: str, values: Iterable[str]) -> list[CompletionItem]:
    return [CompletionItem(value) for value in dict.fromkeys(values) if value.startswith(incomplete)]


def _escaped(value: str) -> str:
    """Return a value as bash has it in a line."""
    return _SPECIAL.sub(r"\\\1", value)


class _OfLine(ShellComplete):
    """A completion that is told the line as far as the cursor: what stands behind it does not count."""

    def get_completion_args(self) -> tuple[list[str], str]:
        line = os.environ["_FCGEN_LINE"]
        words = split_arg_string(line)
        incomplete = "" if line[-1:].isspace() else words.pop()
        return [os.path.expanduser(word) for word in words[1:]], incomplete  # noqa: PTH111 (most are no paths)


class _Bash(_OfLine, BashComplete):
    """click's completion for bash, which would part a word at each `:`, as bash does."""

    source_template = """\
%(complete_func)s() {
    local IFS=$'\\n' response completion type value
    response=$(env _FCGEN_LINE="${COMP_LINE:0:COMP_POINT}" _FCGEN_BREAKS="$COMP_WORDBREAKS" \
%(complete_var)s=bash_complete "$1")
    for completion in $response; do
        IFS=',' read -r type value <<< "$completion"
        if [[ $type == 'dir' ]]; then
            COMPREPLY=()
            compopt -o dirnames
        elif [[ $type == 'file' ]]; then
            COMPREPLY=()
            compopt -o default
        else
            COMPREPLY+=("$value")
            [[ $value == *: ]] && compopt -o nospace
        fi
    done
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

    def complete(self) -> str:
        words, incomplete = self.get_completion_args()
        value = incomplete.partition("=")[2] if incomplete.startswith("--") else incomplete
        before = value.rpartition(":")[0] + ":" if ":" in value and ":" in os.environ["_FCGEN_BREAKS"] else ""
        found = self.get_completions(words, incomplete)
        return "\n".join(f"{one.type},{_escaped(one.value.removeprefix(before))}" for one in found)


class _Zsh(_OfLine, ZshComplete):
    """click's completion for zsh, which would write the value of `--option=value` over the option."""

    source_template = """\
#compdef %(prog_name)s

%(complete_func)s() {
    local -a response plain open described
    local type value help
    (( ! $+commands[%(prog_name)s] )) && return 1
    response=("${(@f)$(env _FCGEN_LINE="${(j: :)words[1,CURRENT-1]} $QIPREFIX$PREFIX" \
%(complete_var)s=zsh_complete %(prog_name)s)}")
    compset -P '--[^=]##='
    for type value help in "${response[@]}"; do
        if [[ $type == dir ]]; then
            _path_files -/
        elif [[ $type == file ]]; then
            _path_files
        elif [[ $value == *: ]]; then
            open+=("$value")
        elif [[ $help == _ ]]; then
            plain+=("$value")
        else
            described+=("$value:$help")
        fi
    done
    (( $#described )) && _describe -V unsorted described
    (( $#plain )) && compadd -V unsorted -a plain
    (( $#open )) && compadd -S '' -V unsorted -a open
    (( compstate[nmatches] ))
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    %(complete_func)s "$@"
else
    compdef %(complete_func)s %(prog_name)s
fi
"""


class _Fish(_OfLine, FishComplete):
    """click's completion for fish, which would drop the value of `--option=value` and all behind a comma."""

    source_template = """\
function %(complete_func)s
    set -l line (commandline -cp | string collect)
    set -l option (commandline -ct | string match -r '^--[^=]+=')
    set -l begun (commandline -ct | string replace -r '^--[^=]+=' '')
    for completion in (env _FCGEN_LINE="$line" %(complete_var)s=fish_complete %(prog_name)s)
        set -l item (string split -m 1 , -- $completion)
        if test "$item[1]" = dir
            printf '%%s\\n' "$option"(__fish_complete_directories "$begun")
        else if test "$item[1]" = file
            printf '%%s\\n' "$option"(__fish_complete_path "$begun")
        else
            printf '%%s\\n' "$option$item[2]"
        end
    end
end

complete --no-files --keep-order --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


for made in (_Bash, _Zsh, _Fish):
    add_completion_class(made)
