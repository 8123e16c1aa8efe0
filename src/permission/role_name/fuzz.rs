//! Templates of role presets.

use super::{RoleName, Scope, render};
use crate::fuzz::{Corpus, run};

#[test]
fn role_templates() {
    let samples = [
        "{{ scope.name|upper }}",
        "{{ scope.type }} of {{ scope.id.hex }}",
        "{% for x in range(3) %}{{ scope.name[x:2] }}{% else %}-{% endfor %}",
        "{% if scope.name is defined and scope.name.startswith('d') %}{{ scope.name.replace('d', '') }}{% endif %}",
        "{% set x = ['a', 'b'] %}{{ x|join(', ')|title|truncate(10) }}{# note #}",
        "{% macro m(a, b=1) %}{{ a * b }}{% endmacro %}{{ m('x', 3) }}{% with y = 2 ** 3 %}{{ y }}{% endwith %}",
        "{{ '%s-%05d' | format(scope.name, 3) }}{{ 'a' ~ 1 }}{{ {'k': [1, 2]}.k | last }}",
    ];
    let words = [
        "{{",
        "}}",
        "{%",
        "%}",
        "{#",
        "#}",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "|",
        ".",
        ",",
        ":",
        "=",
        "~",
        "*",
        "**",
        "//",
        "%",
        "-",
        "\"",
        "'",
        "scope",
        "name",
        "id",
        "hex",
        "range",
        "for",
        "in",
        "if",
        "else",
        "endfor",
        "endif",
        "set",
        "macro",
        "endmacro",
        "loop",
        "upper",
        "replace",
        "format",
        "indent",
        "batch",
        "slice",
        "center",
        "join",
        "'x' * 9",
        "range(9999)",
        "** 99",
        "not",
        "(((((",
        "[[[[[",
        "ä",
        "{% filter upper %}",
        "{% raw %}",
        "{% include 'x' %}",
        "{% extends 'x' %}",
        "{% block b %}",
        "{% endblock %}",
        "{{ m(m) }}",
        "ljust",
        "zfill",
        "split",
        "namespace",
        "dict",
        "debug()",
        "caller()",
        "{% call m() %}",
        "{% do x %}",
        "{% autoescape true %}",
    ];
    run("role templates", &Corpus::new(samples, &words), |input, random| {
        let name = random.bool().then_some("default");
        let scope = Scope { kind: "domain", id: "b9e676dc-e23e-54c6-b350-e83fba4127e9", name };
        match render(&String::from_utf8_lossy(input), &scope) {
            Ok(RoleName::Rendered(name)) => {
                assert!((1..=64).contains(&name.chars().count()), "{name:?}");
                Ok(())
            }
            Ok(RoleName::Substitute { reason, .. }) => Err(reason),
            Err(unusable) => Err(unusable.to_string()),
        }
    });
}
