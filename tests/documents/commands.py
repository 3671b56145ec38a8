"""The commands that the documents show, and what becomes of each.

    commands.py check COMMANDS DOCUMENT...    fails for one that COMMANDS does not cover
    commands.py script COMMANDS DOCUMENT...   prints a shell script of those that are to be run;
                                              in the root of the sources

A command is a line of a block without a language (continued lines joined, comments dropped), or a
code span that begins as one of _SPAN_BEGINS. A line of COMMANDS is "run", "test FILE" or
"not REASON", two spaces or more, and a regular expression that the whole command matches; the first
that does counts.
"""

import os
import re
import sys

_SPAN_BEGINS = ("./bazelw ", "tools/", "protoc ", "tensorboard ", "python3 ")


def block_commands(lines):
    """Commands of one block; what belongs to a loop stays with it."""
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    command = ""
    for line in joined.split("\n"):
        line = re.sub(r"(^|\s)#.*$", "", line).rstrip()
        command += ("\n" if command and line else "") + line
        loops = len(re.findall(r"\bdo\b", command)) - len(re.findall(r"\bdone\b", command))
        if command and loops == 0:
            yield command.strip()
            command = ""
    if command:
        raise ValueError(f"a loop without its end: {command!r}")


def commands(path):
    """Commands of a document in their order, as (line number, command)."""
    block, language, prose = [], None, ""
    begin = 0
    with open(path, encoding="utf-8") as file:
        lines = file.read().split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            if language is None:
                language, block, begin = line[3:], [], number
            else:
                if language == "":
                    found += [(begin, command) for command in block_commands(block)]
                language = None
        elif language is not None:
            block.append(line)
        else:
            prose += line + "\n"
    if language is not None:
        raise ValueError(f"{path}:{begin}: a block without its end")
    for span in re.findall(r"`([^`]+)`", prose):
        span = " ".join(span.split())
        if span.startswith(_SPAN_BEGINS) and " " in span:
            found.append((0, span))
    return found


def read_rules(path):
    """(word, argument, compiled pattern) of each line."""
    rules = []
    with open(path, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            match = re.fullmatch(r"(run|test|not)(?: (\S.*?))?  +(\S.*)", line)
            if not match or (match[1] == "run") != (match[2] is None):
                sys.exit(f"{path}:{number}: found {line!r}; expected 'run', 'test FILE' or "
                         "'not REASON', two spaces, a pattern")
            rules.append((match[1], match[2], re.compile(match[3], re.S)))
    return rules


def main(mode, rules_path, documents):
    rules = read_rules(rules_path)
    used = set()
    script, problems = [], []
    for document in documents:
        for number, command in commands(document):
            matching = (i for i, rule in enumerate(rules) if rule[2].fullmatch(command))
            rule = next(matching, None)
            if rule is None:
                problems.append(f"{document}:{number or ''}: {command!r}: neither run by a test "
                                f"nor listed with the reason why not; add it to {rules_path}")
                continue
            used.add(rule)
            if rules[rule][0] == "run" and command not in script:
                script.append(command)
    problems += [f"{rules_path}: no document has a command of {rule[2].pattern!r}; remove it"
                 for index, rule in enumerate(rules) if index not in used]
    if problems:
        sys.exit("\n".join(problems))
    if mode == "script":
        missing = [rule[1] for rule in rules if rule[0] == "test" and not os.path.exists(rule[1])]
        if missing:
            sys.exit(f"{rules_path}: no file {', '.join(missing)}")
        print("\n".join(script))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
