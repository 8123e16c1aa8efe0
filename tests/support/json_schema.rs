//! docs/json-schema.json, more strictly than programs may take it: a key that is not in there is a mistake.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::Value;

struct Documented {
    schemas: Schemas,
    /// What may be printed, with the commands that print it.
    forms: Vec<(BTreeSet<String>, SchemaIndex)>,
}

static DOCUMENTED: LazyLock<Documented> = LazyLock::new(|| {
    let mut document = schema();
    let forms = document["anyOf"].as_array().expect("forms").clone();
    strict(&mut document);
    let mut compiler = Compiler::new();
    compiler.add_resource("schema.json", document).expect("a schema");
    let mut schemas = Schemas::new();
    let commands = |form: &Value| -> BTreeSet<String> {
        form["properties"]["command"]["enum"].as_array().into_iter().flatten().map(text).collect()
    };
    let forms = forms.iter().enumerate().map(|(number, form)| {
        let index = compiler.compile(&format!("schema.json#/anyOf/{number}"), &mut schemas);
        (commands(form), index.expect("a schema of one form"))
    });
    let forms = forms.collect();
    Documented { schemas, forms }
});

/// As it is published.
pub fn schema() -> Value {
    serde_json::from_str(include_str!("../../docs/json-schema.json")).expect("docs/json-schema.json is JSON")
}

/// The commands that it knows.
pub fn commands() -> BTreeSet<String> {
    DOCUMENTED.forms.iter().flat_map(|(commands, _)| commands.clone()).collect()
}

/// Fails unless this is one of the documents that may be printed.
#[track_caller]
pub fn validate(printed: &str) {
    let document: Value = serde_json::from_str(printed).unwrap_or_else(|error| panic!("{error}: {printed:?}"));
    let command = document["command"].as_str();
    // A form of no command: a failure, or a document that is the result.
    let bare = document.get("error").is_some() || document.get("schemaVersion").is_none();
    let may_be = |commands: &BTreeSet<String>| match commands.is_empty() {
        true => bare,
        false => command.is_some_and(|it| commands.contains(it)),
    };
    let mut wrong = String::new();
    for (_, form) in DOCUMENTED.forms.iter().filter(|(commands, _)| may_be(commands)) {
        match DOCUMENTED.schemas.validate(&document, *form) {
            Ok(()) => return,
            Err(error) => wrong.push_str(&format!("{error:#}\n")),
        }
    }
    panic!("not as docs/json-schema.json has it:\n{wrong}{document:#}");
}

/// Everything that has keys has these alone; but what every document has comes with its own.
fn strict(schema: &mut Value) {
    match schema {
        Value::Object(keys) => {
            keys.iter_mut().filter(|(key, _)| *key != "result").for_each(|(_, below)| strict(below));
            if keys.get("properties").is_some_and(Value::is_object) {
                keys.insert("unevaluatedProperties".to_owned(), false.into());
            }
        }
        Value::Array(all) => all.iter_mut().for_each(strict),
        _ => {}
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
