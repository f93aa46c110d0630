//! Linear models over named features, so that each weight can be read and explained: how their tables are written, read
//! and fitted. A table has a line for each feature, its name and a weight for each of the `N` targets, tabs between them.

use std::collections::BTreeMap;

/// A named property of what is judged and how much of it there is, mostly 0 to 1. What is not listed is 0.
pub type Features = Vec<(&'static str, f32)>;

/// The weights for each target by the name of the feature.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named<const N: usize> {
    rows: BTreeMap<String, [f32; N]>,
}

/// Defines the weights of one model: the type, for how many targets, the file of the table that is built in, and what stands at its head.
macro_rules! weights {
    ($(#[$doc:meta])* $name:ident<$targets:literal>, $file:literal, $head:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name($crate::model::named::Named<$targets>);

        impl $name {
            /// Those that are built in.
            pub fn built_in() -> &'static $name {
                static WEIGHTS: std::sync::OnceLock<$name> = std::sync::OnceLock::new();
                let table = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/model/", $file));
                WEIGHTS.get_or_init(|| $name($crate::model::named::Named::parse(table)))
            }

            /// These weights as the file has them.
            pub fn table(&self) -> String {
                self.0.table(concat!($head, " See README.md."))
            }
        }
    };
}
pub(crate) use weights;

/// How weights are fitted.
#[cfg(feature = "train")]
pub struct Descent {
    pub steps: usize,
    pub step: f64,
    /// The strength of the L2 penalty on weights.
    pub penalty: f64,
}

#[cfg(feature = "train")]
impl Descent {
    /// The weights of `count` features by gradient descent, the same each time: `add` adds to the slope of the penalty that of all
    /// `examples` at some weights.
    fn run<const N: usize>(&self, count: usize, examples: usize, add: impl Fn(&[[f64; N]], &mut [[f64; N]])) -> Vec<[f64; N]> {
        const MOMENTUM: f64 = 0.9;
        let mut weights = vec![[0.0f64; N]; count];
        let mut speed = weights.clone();
        for _ in 0..self.steps {
            let mut slope: Vec<[f64; N]> = weights.iter().map(|w| w.map(|w| w * self.penalty)).collect();
            add(&weights, &mut slope);
            for ((weight, speed), slope) in weights.iter_mut().zip(&mut speed).zip(&slope) {
                for k in 0..N {
                    speed[k] = MOMENTUM * speed[k] - self.step * (1.0 - MOMENTUM) * slope[k] / examples.max(1) as f64;
                    weight[k] += speed[k];
                }
            }
        }
        weights
    }
}

/// The names of all `features` in order, and the place of each.
#[cfg(feature = "train")]
fn numbered<'f>(features: impl Iterator<Item = &'f Features>) -> (Vec<&'static str>, BTreeMap<&'static str, usize>) {
    let names: std::collections::BTreeSet<&str> = features.flatten().map(|(name, _)| *name).collect();
    let place = names.iter().enumerate().map(|(i, name)| (*name, i)).collect();
    (names.into_iter().collect(), place)
}

impl<const N: usize> Named<N> {
    /// Reads a table. Lines that begin with `#` are remarks, and a line without all its weights is left out.
    pub fn parse(table: &str) -> Self {
        let row = |line: &str| {
            let mut cells = line.split('\t');
            let name = cells.next()?.to_owned();
            let mut row = [0.0; N];
            for weight in &mut row {
                *weight = cells.next()?.parse().ok()?;
            }
            Some((name, row))
        };
        Self { rows: table.lines().filter(|line| !line.starts_with('#')).filter_map(row).collect() }
    }

    /// The form that `parse` reads, with `head` as a remark in front.
    pub fn table(&self, head: &str) -> String {
        let cells = |row: &[f32; N]| row.iter().map(|weight| format!("\t{weight:.3}")).collect::<String>();
        let rows = self.rows.iter().map(|(name, row)| format!("{name}{}\n", cells(row)));
        std::iter::once(format!("# {head}\n")).chain(rows).collect()
    }

    /// The weighted sum of `features` for each target.
    pub fn sums(&self, features: &Features) -> [f32; N] {
        let mut sums = [0.0; N];
        for (name, value) in features {
            let Some(row) = self.rows.get(*name) else { continue };
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight * value);
        }
        sums
    }

    /// Fits the weights to examples with what `chances` should make of the sums of each: gradient descent, the same result
    /// each time.
    #[cfg(feature = "train")]
    pub fn fit(examples: &[(&Features, [bool; N])], descent: &Descent, chances: impl Fn([f64; N]) -> [f64; N]) -> Self {
        let (names, place) = numbered(examples.iter().map(|(f, _)| *f));
        let rows: Vec<Vec<(usize, f64)>> =
            examples.iter().map(|(f, _)| f.iter().map(|(name, value)| (place[name], f64::from(*value))).collect()).collect();
        let weights = descent.run(names.len(), examples.len(), |weights: &[[f64; N]], slope| {
            for (row, (_, truth)) in rows.iter().zip(examples) {
                let mut sums = [0.0f64; N];
                row.iter().for_each(|&(i, value)| (0..N).for_each(|k| sums[k] += weights[i][k] * value));
                let chances = chances(sums);
                for k in 0..N {
                    let error = chances[k] - f64::from(u8::from(truth[k]));
                    row.iter().for_each(|&(i, value)| slope[i][k] += error * value);
                }
            }
        });
        Self::of(names, weights)
    }

    #[cfg(feature = "train")]
    fn of(names: Vec<&str>, weights: Vec<[f64; N]>) -> Self {
        Self { rows: names.iter().zip(weights).map(|(name, w)| ((*name).to_owned(), w.map(|w| w as f32))).collect() }
    }
}

impl Named<1> {
    /// The chance of what has these `features`: the logistic function of their weighted sum.
    pub fn chance(&self, features: &Features) -> f32 {
        let [sum] = self.sums(features);
        1.0 / (1.0 + (-sum).exp())
    }

    /// Fits the weights to what is known to be true or not.
    #[cfg(feature = "train")]
    pub fn fit_chances(examples: &[(Features, bool)], descent: &Descent) -> Self {
        let examples: Vec<(&Features, [bool; 1])> = examples.iter().map(|(features, truth)| (features, [*truth])).collect();
        Self::fit(&examples, descent, |sums| sums.map(|sum| 1.0 / (1.0 + (-sum).exp())))
    }

    /// Fits the weights to choices among candidates, of which some are right, or none, and then nobody is, whose sum is 0: the
    /// conditional logit, by gradient descent, the same result each time.
    #[cfg(feature = "train")]
    pub fn fit_choices(choices: &[Vec<(Features, bool)>], descent: &Descent) -> Self {
        let (names, place) = numbered(choices.iter().flatten().map(|(f, _)| f));
        let row = |f: &Features| -> Vec<(usize, f64)> { f.iter().map(|(name, value)| (place[name], f64::from(*value))).collect() };
        /// The places and values of a candidate's features, and whether it is right.
        type Row = (Vec<(usize, f64)>, bool);
        let rows: Vec<Vec<Row>> = choices.iter().map(|c| c.iter().map(|(f, right)| (row(f), *right)).collect()).collect();
        let weights = descent.run(names.len(), choices.len(), |weights: &[[f64; 1]], slope| {
            for choice in &rows {
                let sum = |row: &[(usize, f64)]| row.iter().map(|&(i, v)| weights[i][0] * v).sum::<f64>();
                let odds: Vec<f64> = choice.iter().map(|(row, _)| sum(row).exp()).collect();
                let all = 1.0 + odds.iter().sum::<f64>();
                let right: f64 = choice.iter().zip(&odds).filter(|((_, right), _)| *right).map(|(_, odds)| odds).sum();
                for ((row, is_right), odds) in choice.iter().zip(&odds) {
                    let truth = if *is_right { odds / right } else { 0.0 };
                    row.iter().for_each(|&(i, v)| slope[i][0] += (odds / all - truth) * v);
                }
            }
        });
        Self::of(names, weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_reads_as_it_is_written() {
        let table = "# what it is\na date\t0.175\t-0.475\nbias\t-1.000\t2.000\n";
        let weights = Named::<2>::parse(table);
        assert_eq!(weights.table("what it is"), table);
        assert_eq!(weights.sums(&vec![("bias", 1.0), ("a date", 2.0), ("unheard of", 1.0)]), [-0.65, 1.05]);
        // A line that is cut short or no number tells nothing.
        assert_eq!(Named::<2>::parse("a date\t0.175\nbias\tx\t1\n"), Named::default());
    }

    #[test]
    #[cfg(feature = "train")]
    fn choices_teach_who_is_chosen() {
        let candidate = |near: bool, right: bool| (vec![("bias", 1.0), if near { ("near", 1.0) } else { ("far", 1.0) }], right);
        let near = vec![candidate(true, true), candidate(false, false), candidate(false, false)];
        let nobody = vec![candidate(false, false)];
        let choices = [near.clone(), near.clone(), near, nobody.clone(), nobody];
        let weights = Named::<1>::fit_choices(&choices, &Descent { steps: 500, step: 1.0, penalty: 0.1 });
        let sum = |choice: &[(Features, bool)], at: usize| weights.sums(&choice[at].0)[0];
        // Who is near outweighs nobody, whose sum is 0, and who is far does not.
        assert!(sum(&choices[0], 0) > 1.0 && sum(&choices[0], 1) < -1.0, "{}", weights.table(""));
    }
}
