//! The expression that joins a monitor's triggers: names, `&`, `|`, `!` and parentheses.

use std::iter::Peekable;

/// How deep parentheses and negations may be nested: far deeper than five names need.
const DEPTH: usize = 16;

/// An expression whose names are known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expression(Vec<Word>);

impl Expression {
    /// Reads an expression of those names.
    pub(crate) fn read(text: &str, names: &[&str]) -> Option<Self> {
        let words = words(text, names)?;
        evaluate(&words, 0).map(|_| Self(words))
    }

    /// Its value, where the bits of `truth` are the values of the names, the lowest that of the
    /// first.
    pub(crate) fn value(&self, truth: u32) -> bool {
        evaluate(&self.0, truth).unwrap_or(false)
    }
}

/// Whether an expression is one of those names and can be true and false.
pub(crate) fn is_good(text: &str, names: &[&str]) -> bool {
    let Some(expression) = Expression::read(text, names) else {
        return false;
    };
    let mut all = (0..1_u32 << names.len().min(5)).map(|truth| expression.value(truth));
    let first = all.next();
    all.any(|value| Some(value) != first)
}

/// A sign, or a name by its place among the names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Word {
    Name(usize),
    Sign(char),
}

fn words(text: &str, names: &[&str]) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let is_sign = |letter: char| "&|!()".contains(letter);
        let length = match is_sign(first) {
            true => first.len_utf8(),
            false => rest
                .find(|letter: char| is_sign(letter) || letter.is_whitespace())
                .unwrap_or(rest.len()),
        };
        let (word, after) = rest.split_at_checked(length)?;
        words.push(match is_sign(first) {
            true => Word::Sign(first),
            false => Word::Name(names.iter().position(|name| *name == word)?),
        });
        rest = after.trim_start();
    }
    Some(words)
}

/// The value of an expression, where the bits of `truth` are the values of the names.
fn evaluate(words: &[Word], truth: u32) -> Option<bool> {
    let mut words = words.iter().copied().peekable();
    let value = any(&mut words, truth, DEPTH)?;
    words.next().is_none().then_some(value)
}

fn any(words: &mut Peekable<impl Iterator<Item = Word>>, truth: u32, depth: usize) -> Option<bool> {
    let mut value = all(words, truth, depth)?;
    while words.next_if_eq(&Word::Sign('|')).is_some() {
        value |= all(words, truth, depth)?;
    }
    Some(value)
}

fn all(words: &mut Peekable<impl Iterator<Item = Word>>, truth: u32, depth: usize) -> Option<bool> {
    let mut value = one(words, truth, depth)?;
    while words.next_if_eq(&Word::Sign('&')).is_some() {
        value &= one(words, truth, depth)?;
    }
    Some(value)
}

fn one(words: &mut Peekable<impl Iterator<Item = Word>>, truth: u32, depth: usize) -> Option<bool> {
    let depth = depth.checked_sub(1)?;
    match words.next()? {
        Word::Name(place) => Some(truth >> place & 1 == 1),
        Word::Sign('!') => one(words, truth, depth).map(|value| !value),
        Word::Sign('(') => {
            let value = any(words, truth, depth)?;
            words.next_if_eq(&Word::Sign(')'))?;
            Some(value)
        }
        Word::Sign(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_balanced_and_not_always_the_same() {
        let names = ["z1", "d1", "t1"];
        for good in [
            "z1",
            "!z1",
            "z1 & (d1 | (t1 & !d1))",
            "z1&d1|t1",
            "!(z1|d1)",
            " ( z1 ) ",
        ] {
            assert!(is_good(good, &names), "{good}");
        }
        let deep = format!("{}z1{}", "(".repeat(60_000), ")".repeat(60_000));
        for bad in [
            "",
            "z2",
            "z1 & (d1",
            "z1 & d1)",
            "z1 d1",
            "z1 &",
            "& z1",
            "!",
            "()",
            "z1 | !z1",
            "z1 & !z1",
            "(z1 & d1) | !(z1 & d1)",
            "z1 && d1",
            "z1 and d1",
            "true",
            &deep,
        ] {
            assert!(!is_good(bad, &names), "{bad:.40}");
        }
    }
}
