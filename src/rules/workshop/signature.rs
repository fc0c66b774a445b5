//! A signature drawn with a finger: lines on a field of [`WIDTH`] by [`HEIGHT`]. It is read into numbers and written anew, so that what is kept
//! is a drawing and nothing else.

use std::fmt::Write;

/// Units across.
pub const WIDTH: u16 = 1000;

/// Units down.
pub const HEIGHT: u16 = 300;

/// Most points.
pub const MOST_POINTS: usize = 5_000;

/// A drawing must span as much in one direction; less is a slip of the finger.
const LEAST_SPAN: u16 = 40;

/// A signature as lines through points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing(Vec<Vec<(u16, u16)>>);

impl Drawing {
    /// Reads lines parted by `;`, points by spaces, `x,y` each. None where it is no drawing: nothing, too much, outside of the field, a dot.
    pub fn parse(text: &str) -> Option<Self> {
        let point = |text: &str| -> Option<(u16, u16)> {
            let (x, y) = text.split_once(',')?;
            let (x, y) = (x.parse().ok()?, y.parse().ok()?);
            (x <= WIDTH && y <= HEIGHT).then_some((x, y))
        };
        let line = |text: &str| -> Option<Vec<(u16, u16)>> { text.split_whitespace().map(point).collect() };
        // A text longer than so many points is not read at all.
        if text.len() > MOST_POINTS * 9 {
            return None;
        }
        let lines: Vec<Vec<(u16, u16)>> = text.split(';').map(line).collect::<Option<_>>()?;
        let lines: Vec<_> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        let points = || lines.iter().flatten();
        let span = |axis: fn(&(u16, u16)) -> u16| {
            let (least, most) = (points().map(axis).min()?, points().map(axis).max()?);
            Some(most - least)
        };
        let wide = span(|point| point.0)?.max(span(|point| point.1)?) >= LEAST_SPAN;
        (wide && points().count() <= MOST_POINTS).then_some(Self(lines))
    }

    /// The drawing as SVG, black on nothing.
    pub fn svg(&self) -> String {
        let mut path = String::new();
        for line in &self.0 {
            for (index, (x, y)) in line.iter().enumerate() {
                let letter = if index == 0 { 'M' } else { 'L' };
                write!(path, "{letter}{x} {y}").expect("writing to a string does not fail");
            }
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\"><path d=\"{path}\" fill=\"none\" stroke=\"#000\" \
             stroke-width=\"7\" stroke-linecap=\"round\" stroke-linejoin=\"round\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_become_a_drawing_and_a_slip_does_not() {
        let drawing = Drawing::parse("10,20 100,40 200,20;300,90 310,95;").unwrap();
        assert!(
            drawing.svg().contains("d=\"M10 20L100 40L200 20M300 90L310 95\""),
            "{}",
            drawing.svg()
        );
        for none in [
            "",
            ";;",
            "1,1",
            "10,10 20,20",
            "1,1 1001,1",
            "1,1 2",
            "a,b 9,9",
            "\"/><script>",
            &"1,1 99,99 ".repeat(5_001),
        ] {
            assert_eq!(Drawing::parse(none), None, "{}", none.chars().take(20).collect::<String>());
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_numbers_whatever_was_sent(text in "[0-9,; <>\"/a-z]{0,200}") {
            if let Some(drawing) = Drawing::parse(&text) {
                let svg = drawing.svg();
                prop_assert_eq!(svg.matches('<').count(), 3);
                prop_assert!(!svg.contains("script"));
            }
        }
    }
}
