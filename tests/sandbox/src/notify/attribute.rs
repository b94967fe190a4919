//! What an app has put into what it is told, and the names in it that stand for something else.

use serde_json::Value;

/// Where something is put.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    /// A header, of a message that is sent alone.
    Header,
    /// A parameter of the query, likewise.
    Query,
    /// The message itself.
    Body,
}

/// Something that is put into a message.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Attribute {
    /// Where.
    pub(crate) part: Part,
    /// Its name.
    pub(crate) key: String,
    /// Its value.
    pub(crate) value: String,
}

/// What a name after `$` stands for, in lower case.
pub(crate) type Names<'a> = [(&'static str, &'a str)];

/// The attributes of a message: of each list those of a part and key that no later list has, with
/// what `$` names in their values. Names are read in any case; others are left as they are.
pub(crate) fn attributes(lists: &[Option<&Value>], names: &Names<'_>) -> Vec<Attribute> {
    let mut all: Vec<Attribute> = Vec::new();
    for value in lists
        .iter()
        .flatten()
        .filter_map(|list| list.as_array())
        .flatten()
    {
        let Some(attribute) = read(value, names) else {
            continue;
        };
        all.retain(|it| (it.part, &it.key) != (attribute.part, &attribute.key));
        all.push(attribute);
    }
    all
}

fn read(value: &Value, names: &Names<'_>) -> Option<Attribute> {
    let text = |name| value.get(name).and_then(Value::as_str);
    let part = match text("type")? {
        "Header" => Part::Header,
        "Query" => Part::Query,
        _ => Part::Body,
    };
    let value = text("value")?;
    let named = value.strip_prefix('$').and_then(|name| {
        let is_named = |(it, _): &&(&str, &str)| it.eq_ignore_ascii_case(name);
        names
            .iter()
            .find(is_named)
            .map(|(_, stands_for)| *stands_for)
    });
    Some(Attribute {
        part,
        key: text("key")?.to_owned(),
        value: named.unwrap_or(value).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_later_list_replaces_and_names_stand_for_what_they_name() {
        let attribute = |part: &str, key: &str, value: &str| json!({ "type": part, "key": key, "value": value });
        let first = json!([
            attribute("Header", "Authorization", "Bearer x"),
            attribute("Body", "who", "$CallbackID"),
            attribute("Body", "car", "$vin"),
        ]);
        let second = json!([
            attribute("Body", "who", "$callbackLabel"),
            attribute("Query", "who", "$other"),
        ]);
        let names = [
            ("callbackid", "cb"),
            ("callbacklabel", "label"),
            ("vin", "VR3"),
        ];
        let all = attributes(&[Some(&first), None, Some(&second)], &names);
        let plain: Vec<(Part, &str, &str)> = all
            .iter()
            .map(|it| (it.part, it.key.as_str(), it.value.as_str()))
            .collect();
        assert_eq!(
            plain,
            [
                (Part::Header, "Authorization", "Bearer x"),
                (Part::Body, "car", "VR3"),
                (Part::Body, "who", "label"),
                (Part::Query, "who", "$other"),
            ]
        );
    }
}
