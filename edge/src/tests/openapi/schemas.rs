//! The schemas of the description: those of the models, without null and with units.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use shared::command::Action;
use shared::model::schema::schema_of;
use shared::model::{List, Position, Reading, User, Vehicle};
use shared::problem::schema::Stale;
use shared::problem::{Code, Problem};
use shared::words;

use super::units;
use crate::api::resource::{Resource, ResourceKind};
use crate::api::vehicles::all_accounts::AccountResult;
use crate::health::Health;
use crate::login::accounts::SessionView;
use crate::login::brands::Offer;
use crate::oauth::metadata::Metadata;
use crate::oauth::token::Given;
use crate::settings::Eligibility;

/// Where the schemas are.
const PLACE: &str = "#/components/schemas/";

/// The schemas that were asked for, and those that they name.
pub(super) struct Schemas {
    generator: SchemaGenerator,
    own: Map<String, Value>,
}

impl Schemas {
    pub(super) fn new() -> Self {
        let mut settings = SchemaSettings::draft2020_12().for_serialize();
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
        Self {
            generator: settings.into_generator(),
            own: Map::new(),
        }
    }

    /// A reference to the schema of what a resource answers.
    pub(super) fn of_resource(&mut self, resource: &Resource) -> Value {
        let generator = &mut self.generator;
        let schema = match &resource.kind {
            ResourceKind::Document(document) => (document.schema)(generator),
            ResourceKind::List(items) | ResourceKind::NewestFirst(items) => {
                (items.schema)(generator)
            }
            ResourceKind::User => schema_of::<User>(generator),
            ResourceKind::Vehicles => return self.vehicles(),
            ResourceKind::Vehicle => schema_of::<Vehicle>(generator),
            ResourceKind::Position => return self.position(),
        };
        let schema = schema.to_value();
        match resource.last_known {
            Some(_) => self.may_be_stale(&schema),
            None => schema,
        }
    }

    /// A position, or why it is not known; either may be what was last known. Each has a name of its
    /// own: alternatives that are extended together are more than some generators can put together.
    fn position(&mut self) -> Value {
        let reading = self.reference::<Reading<Position>>();
        let name = reading["$ref"].as_str().unwrap().rsplit('/').next();
        let reading = self.generator.definitions()[name.unwrap()].clone();
        let (stale, known) = (self.reference::<Stale>(), self.reference::<Position>());
        let mut unknown = reading["anyOf"][1].clone();
        unknown["properties"]["stale"] = stale.clone();
        let known = self.add(
            "KnownPosition",
            json!({
                "description": "Where a car was last seen.",
                "allOf": [known, {"type": "object", "properties": {"stale": stale}}],
            }),
        );
        unknown["description"] = Value::from("Why it is not known where a car is.");
        let unknown = self.add("UnknownPosition", unknown);
        let answer = json!({
            "description": "What is answered: it has `stale` where it is what was last known.",
            "anyOf": [known, unknown],
        });
        self.add("PositionAnswer", answer)
    }

    /// What has a schema, and may be what was last known.
    fn may_be_stale(&mut self, schema: &Value) -> Value {
        let stale = self.reference::<Stale>();
        let name = schema["$ref"]
            .as_str()
            .unwrap_or_default()
            .rsplit('/')
            .next();
        let name = format!("{}Answer", name.unwrap_or_default());
        let answer = json!({
            "description": "What is answered: it has `stale` where it is what was last known.",
            "allOf": [schema, {"type": "object", "properties": {"stale": stale}}],
        });
        self.add(&name, answer)
    }

    /// A page of cars. It has a schema of its own, for what may come along with each.
    fn vehicles(&mut self) -> Value {
        let (vehicle, problem) = (self.reference::<Vehicle>(), self.reference::<Problem>());
        let (stale, account) = (self.reference::<Stale>(), self.reference::<AccountResult>());
        let brand = self.reference::<shared::brand::Brand>();
        let status = json!({"$ref": format!("{PLACE}StatusAnswer")});
        let owner = self.add(
            "VehicleAccount",
            json!({
                "description": "The account that a car is of.",
                "type": "object",
                "properties": {
                    "slot": {"description": "Names the account in paths.", "type": "string"},
                    "brand": brand,
                },
                "required": ["slot", "brand"],
            }),
        );
        let listed = self.add("ListedVehicle", json!({
            "description": "A car on a list.",
            "allOf": [vehicle, {"type": "object", "properties": {
                "status": {
                    "description": "With `include=status`: its status, or the problem in its place, which has a `code`.",
                    "anyOf": [status, problem],
                },
                "account": owner,
            }}],
        }));
        self.add("VehicleList", json!({
            "description": "A page of cars.",
            "type": "object",
            "properties": {
                "items": {"description": "The cars of this page.", "type": "array", "items": listed},
                "total": {
                    "description": "How many there are on all pages, where that is known.",
                    "type": "integer",
                    "minimum": 0,
                },
                "next": {
                    "description": "Send it as `cursor` to get the next page; absent on the last. Opaque.",
                    "type": "string",
                },
                "accounts": {
                    "description": "With `accounts=all`: what became of each account.",
                    "type": "array",
                    "items": account,
                },
                "stale": stale,
            },
            "required": ["items"],
        }))
    }

    /// A reference to the schema of a type.
    fn reference<T: schemars::JsonSchema>(&mut self) -> Value {
        schema_of::<T>(&mut self.generator).to_value()
    }

    pub(super) fn session(&mut self) -> Value {
        self.reference::<SessionView>()
    }

    pub(super) fn brands(&mut self) -> Value {
        self.reference::<List<Offer>>()
    }

    /// The word of what may be switched on.
    pub(super) fn action_word(&mut self) -> Value {
        self.add("ActionWord", json!({
            "description": "The word by which the owner of the service switches something on: a kind of command, or `rules`. More may be added.",
            "anyOf": open(&Action::ALL.map(Action::word)),
        }))
    }

    /// What is switched on.
    pub(super) fn app(&mut self) -> Value {
        let word = self.action_word();
        let map = self.add("MapTiles", json!({
            "description": "The tiles of a map.",
            "type": "object",
            "properties": {
                "tiles": {
                    "description": "The address of a tile, with `{z}`, `{x}` and `{y}` in the places of zoom, column and row. Its host learns where a car stands.",
                    "type": "string",
                },
                "attribution": {
                    "description": "Whose they are, as plain text to show on the map.",
                    "type": "string",
                },
            },
            "required": ["tiles", "attribution"],
        }));
        self.add("AppSettings", json!({
            "description": "What the owner of the service has switched on.",
            "type": "object",
            "properties": {
                "version": {"description": "The version of the service.", "type": "string"},
                "actions": {
                    "description": "The words of what can be done with cars: of commands, and `rules`. None where nothing can.",
                    "type": "array",
                    "items": word,
                },
                "eligibility": {
                    "description": "Who may ask what a car can do that no driver has enrolled: nobody, the owner by their key, or every page.",
                    "type": "string",
                    "enum": Eligibility::ALL.map(Eligibility::word),
                },
                "map": map,
                "pictures": {
                    "description": "Whether pictures of cars may be shown: the service's own pages load images of no other host than those that the owner has named.",
                    "type": "boolean",
                },
            },
            "required": ["version", "actions", "eligibility", "pictures"],
        }))
    }

    /// What is said of a car that is not enrolled.
    pub(super) fn eligibility(&mut self) -> Value {
        let motorization = self.reference::<words::Motorization>();
        let word = self.action_word();
        self.add("Eligibility", json!({
            "description": "What a car can do as far as its maker says. Its driver may not have subscribed to it.",
            "type": "object",
            "properties": {
                "known": {"description": "Whether the manufacturer knows the car.", "type": "boolean"},
                "motorization": motorization,
                "data": {
                    "description": "The scopes of what it reports.",
                    "type": "array",
                    "items": {"type": "string"},
                },
                "actions": {
                    "description": "The words of the commands that it says it takes.",
                    "type": "array",
                    "items": word,
                },
            },
            "required": ["known", "data", "actions"],
        }))
    }

    pub(super) fn metadata(&mut self) -> Value {
        self.reference::<Metadata<'static>>()
    }

    pub(super) fn given(&mut self) -> Value {
        self.reference::<Given>()
    }

    pub(super) fn health(&mut self) -> Value {
        self.reference::<Health>()
    }

    /// The schema of a problem, which names that of its codes without a `$ref` of its own.
    pub(super) fn problem(&mut self) -> Value {
        self.reference::<Code>();
        self.reference::<Problem>()
    }

    /// A reference to a schema that is written by hand.
    pub(super) fn add(&mut self, name: &str, schema: Value) -> Value {
        self.own.insert(name.to_owned(), schema);
        json!({"$ref": format!("{PLACE}{name}")})
    }

    /// All of them, by name.
    pub(super) fn finish(mut self) -> Map<String, Value> {
        let mut schemas = self.generator.take_definitions(true);
        for (name, schema) in self.own {
            let before = schemas.insert(name.clone(), schema);
            assert_eq!(before, None, "two schemas are called {name}");
        }
        for schema in schemas.values_mut() {
            without_null(schema);
            in_paragraphs(schema);
            units::add(schema);
        }
        schemas
    }
}

/// The alternatives of a word in an answer, to which words may be added.
pub(super) fn open(words: &[&str]) -> Value {
    json!([{"type": "string", "enum": words}, {"type": "string"}])
}

/// Joins lines that only wrap; blank lines separate paragraphs.
fn in_paragraphs(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::String(text)) = members.get_mut("description") {
                let paragraphs = text.split("\n\n").map(|it| it.replace('\n', " "));
                *text = paragraphs.collect::<Vec<_>>().join("\n\n");
            }
            members.values_mut().for_each(in_paragraphs);
        }
        Value::Array(list) => list.iter_mut().for_each(in_paragraphs),
        _ => {}
    }
}

/// Nothing that is answered is null: what is not known is absent. Formats that are none of the
/// standard's go, too.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            if let Some(Value::Array(kinds)) = members.get_mut("type") {
                kinds.retain(|kind| kind != "null");
                if let [only] = kinds.as_slice() {
                    let only = only.clone();
                    members.insert("type".to_owned(), only);
                }
            }
            if let Some(Value::Array(kinds)) = members.get_mut("anyOf") {
                kinds.retain(|kind| kind["type"] != "null");
                if let [Value::Object(only)] = kinds.as_slice() {
                    let only = only.clone();
                    members.remove("anyOf");
                    members.extend(only);
                }
            }
            if members
                .get("format")
                .is_some_and(|it| it.as_str().is_some_and(|it| it.contains("int")))
            {
                members.remove("format");
            }
            members.values_mut().for_each(without_null);
        }
        Value::Array(list) => list.iter_mut().for_each(without_null),
        _ => {}
    }
}
