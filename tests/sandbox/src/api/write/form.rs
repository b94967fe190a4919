//! The form of a value in JSON. Nothing is taken that it does not name.

use serde_json::Value;

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Form {
    /// A text that is not empty.
    Text,
    /// True or false.
    Flag,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A text of a certain kind.
    Matching(fn(&str) -> bool),
    /// A whole number from one to another.
    Integer(i64, i64),
    /// A number from one to another.
    Number(f64, f64),
    /// So many values of a form, from one number to another.
    List(&'static Self, usize, usize),
    /// An object with these members and no others.
    Object(&'static [Property]),
    /// Of either form.
    Either(&'static Self, &'static Self),
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Property {
    name: &'static str,
    form: &'static Form,
    is_required: bool,
}

/// A member that has to be there.
pub(crate) const fn required(name: &'static str, form: &'static Form) -> Property {
    Property {
        name,
        form,
        is_required: true,
    }
}

/// A member that may be left out.
pub(crate) const fn optional(name: &'static str, form: &'static Form) -> Property {
    Property {
        name,
        form,
        is_required: false,
    }
}

/// The name of the innermost member that is not of its form.
pub(crate) type Misformed = &'static str;

impl Form {
    /// Checks a value, which is called so.
    pub(crate) fn check(&self, value: &Value, name: Misformed) -> Result<(), Misformed> {
        let is_so = match self {
            Self::Text => value.as_str().is_some_and(|text| !text.is_empty()),
            Self::Flag => value.is_boolean(),
            Self::Word(words) => value.as_str().is_some_and(|word| words.contains(&word)),
            Self::Matching(matches) => value.as_str().is_some_and(matches),
            Self::Integer(least, most) => value
                .as_i64()
                .is_some_and(|number| (*least..=*most).contains(&number)),
            Self::Number(least, most) => value
                .as_f64()
                .is_some_and(|number| (*least..=*most).contains(&number)),
            Self::List(form, least, most) => {
                let Some(items) = value.as_array() else {
                    return Err(name);
                };
                for item in items {
                    form.check(item, name)?;
                }
                (*least..=*most).contains(&items.len())
            }
            Self::Object(properties) => return check_object(properties, value, name),
            Self::Either(one, other) => {
                one.check(value, name).is_ok() || other.check(value, name).is_ok()
            }
        };
        is_so.then_some(()).ok_or(name)
    }
}

fn check_object(properties: &[Property], value: &Value, name: Misformed) -> Result<(), Misformed> {
    let object = value.as_object().ok_or(name)?;
    let known = |name: &String| properties.iter().any(|property| property.name == name);
    if !object.keys().all(known) {
        return Err(name);
    }
    for property in properties {
        match object.get(property.name) {
            Some(value) => property.form.check(value, property.name)?,
            None if property.is_required => return Err(property.name),
            None => {}
        }
    }
    Ok(())
}

/// Which one of these members an object has, if it has one of them and no more.
pub(crate) fn only<'a>(object: &Value, names: &[&'a str]) -> Option<&'a str> {
    let mut there = names.iter().filter(|name| object.get(**name).is_some());
    let only = there.next()?;
    there.next().is_none().then_some(*only)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nothing_but_the_form_is_taken() {
        const DEGREE: Form = Form::Number(-1.5, 1.5);
        const LIST: Form = Form::List(&Form::Word(&["a", "b"]), 1, 2);
        const FORM: Form = Form::Object(&[
            required("text", &Form::Text),
            optional("flag", &Form::Flag),
            optional("degree", &DEGREE),
            optional("count", &Form::Integer(1, 4)),
            optional("list", &LIST),
            optional("either", &Form::Either(&Form::Flag, &LIST)),
        ]);
        let good = json!({
            "text": "x", "flag": false, "degree": -1.5, "count": 4, "list": ["a", "b"],
            "either": ["a"],
        });
        assert_eq!(FORM.check(&good, "body"), Ok(()));
        for (name, value, place) in [
            ("text", json!(""), "text"),
            ("text", json!(1), "text"),
            ("flag", json!("true"), "flag"),
            ("flag", json!(null), "flag"),
            ("degree", json!(1.6), "degree"),
            ("degree", json!("1"), "degree"),
            ("count", json!(5), "count"),
            ("count", json!(1.0), "count"),
            ("list", json!([]), "list"),
            ("list", json!(["a", "c"]), "list"),
            ("list", json!(["a", "a", "a"]), "list"),
            ("list", json!("a"), "list"),
            ("either", json!("a"), "either"),
            ("more", json!(1), "body"),
        ] {
            let mut bad = good.clone();
            bad[name] = value;
            assert_eq!(FORM.check(&bad, "body"), Err(place), "{bad}");
        }
        assert_eq!(FORM.check(&json!({}), "body"), Err("text"));
        assert_eq!(FORM.check(&json!([]), "body"), Err("body"));
    }

    #[test]
    fn one_of_several_is_neither_none_nor_two() {
        let names = ["a", "b"];
        assert_eq!(only(&json!({ "b": 1, "c": 2 }), &names), Some("b"));
        assert_eq!(only(&json!({ "c": 2 }), &names), None);
        assert_eq!(only(&json!({ "a": 1, "b": 2 }), &names), None);
    }
}
