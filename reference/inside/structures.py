"""What a model adds to a structure when it writes one: `fill`, `floats` and `decimals` of ../../migrations/releases/README.md.

Runs inside a release's virtual environment. Structures are pydantic models from 25.x on, and classes checked by a trafaret before.
"""

import decimal
import json
import types
import typing
import uuid

import models

LISTS = (list, tuple, set, frozenset)


def of_model(model, several, unset_left_out, notes):
    """The rule of a column that holds a pydantic model, or `several`."""
    fill = {} if unset_left_out else defaults(model, notes, ())
    floats, decimals = [], []
    numbers(model, "*." if several else "", floats, decimals, ())
    if several and fill:
        fill = {"*": fill}
    return present(fill=fill, floats=floats, decimals=decimals)


def present(**rule):
    return {key: value for key, value in rule.items() if value}


def is_model(annotation):
    return isinstance(annotation, type) and hasattr(annotation, "model_fields")


def alternatives(annotation):
    """The types that a value can have, null apart."""
    if isinstance(annotation, typing.TypeAliasType if hasattr(typing, "TypeAliasType") else ()):
        return alternatives(annotation.__value__)
    if hasattr(annotation, "__supertype__"):
        return alternatives(annotation.__supertype__)
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        return alternatives(typing.get_args(annotation)[0])
    if origin in (typing.Union, types.UnionType):
        return [each for part in typing.get_args(annotation) for each in alternatives(part)]
    return [] if annotation is type(None) else [annotation]


def elements(annotation):
    """What a list or mapping holds, where it is one."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in LISTS or getattr(origin, "__name__", "") == "Sequence":
        return arguments[0]
    if origin is dict or getattr(origin, "__name__", "") == "Mapping":
        return arguments[1]
    return None


def defaults(model, notes, above):
    """Field → what stands in for it; `field?` → what completes it, where that is another thing."""
    written = model.model_construct().model_dump(mode="json", warnings=False)
    found = {}
    for name, field in model.model_fields.items():
        if not field.is_required():
            found[name] = written[name]
        completing = shape(field.annotation, notes, above + (model,))
        if completing and completing != found.get(name):
            found[f"{name}?"] = completing
    return found


def shape(annotation, notes, above):
    """What is laid under a value that is there."""
    shapes = []
    for each in alternatives(annotation):
        inner = elements(each)
        if is_model(each) and each not in above:
            shapes.append(defaults(each, notes, above))
        elif inner is not None and (held := shape(inner, notes, above)):
            shapes.append({"*": held})
    if len(shapes) > 1 and any(each != shapes[0] for each in shapes):
        notes.append(f"{above[-1].__name__} holds one of several structures: their defaults are left out")
        return {}
    return shapes[0] if shapes else {}


def numbers(model, path, floats, decimals, above):
    written = model.model_construct().model_dump(mode="json", warnings=False)
    for name, field in model.model_fields.items():
        kinds = alternatives(field.annotation)
        if kinds == [float] or isinstance(written.get(name), float):
            floats.append(path + name)
        if kinds == [decimal.Decimal]:
            decimals.append(path + name)
        for each in kinds:
            step = f"{path}{name}."
            while (inner := elements(each)) is not None:
                each, step = (alternatives(inner) or [None])[0], step + "*."
            if is_model(each) and each not in above:
                numbers(each, step, floats, decimals, above + (model,))


def of_class(schema, several):
    """The rule of a column whose class has a trafaret: found by having it write the smallest value that it takes."""
    given = smallest(schema.as_trafaret())
    fill = {name: value for name, value in rewritten(schema, given).items() if name not in given}
    floats = [name for name, value in fill.items()
              if isinstance(value, float) and isinstance(rewritten(schema, {**given, name: 1})[name], float)]
    if several and fill:
        fill, floats = {"*": fill}, [f"*.{name}" for name in floats]
    return present(fill=fill, floats=floats)


def rewritten(schema, value):
    return json.loads(json.dumps(schema.from_json(value).to_json()))


# Values to try for a field that must be there.
SAMPLES = ("x", "/x", 1, str(uuid.UUID(int=1)), "user:" + str(uuid.UUID(int=1)) + "/" + str(uuid.UUID(int=1)), "ro", {}, [], True)


def smallest(trafaret):
    """An object with the fields that the trafaret asks for, and no other."""
    import trafaret as t

    given, tried = {}, {}
    while True:
        try:
            trafaret.check(given)
            return given
        except t.DataError as error:
            for name in error.as_dict():
                tried[name] = tried.get(name, -1) + 1
                if tried[name] == len(SAMPLES):
                    raise models.Refused(f"no value is known that {name} takes") from error
                given[name] = SAMPLES[tried[name]]
