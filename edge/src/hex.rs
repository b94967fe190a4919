//! Bytes in hexadecimal digits.

/// In lower-case digits.
pub fn write(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves
        .filter_map(|half| char::from_digit(half.into(), 16))
        .collect()
}

/// Of digits of either case.
pub fn read(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<_>> = text.chars().map(|digit| digit.to_digit(16)).collect();
    let pairs = digits.filter(|digits| digits.len().is_multiple_of(2))?;
    let byte = |pair: &[u32]| pair.iter().fold(0, |byte, digit| byte * 16 + digit);
    pairs
        .chunks(2)
        .map(|pair| u8::try_from(byte(pair)).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_read_back_in_either_case() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = write(&bytes);
        assert!(
            text.starts_with("000102") && text.ends_with("fdfeff"),
            "{text}"
        );
        assert_eq!(read(&text.to_uppercase()), Some(bytes.clone()));
        assert_eq!(read(&text), Some(bytes));
        for text in ["0", "0g", "+f", "\u{e9}", " 00"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
