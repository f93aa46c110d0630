//! What training may be told to do otherwise.

/// Passes over the data and the strength of regularisation, found on the development part.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub cue_passes: usize,
    pub cue_alpha: f32,
    pub cue_l1: f32,
    pub span_passes: usize,
    pub span_alpha: f32,
    pub span_l1: f32,
    pub judge_passes: usize,
    pub judge_alpha: f32,
    pub judge_l1: f32,
    pub l2: f32,
    /// The tables have two to this power rows.
    pub cue_bits: u32,
    pub span_bits: u32,
    pub judge_bits: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            cue_passes: 3,
            cue_alpha: 0.1,
            cue_l1: 3.0,
            span_passes: 4,
            span_alpha: 0.1,
            span_l1: 2.0,
            judge_passes: 5,
            judge_alpha: 0.05,
            judge_l1: 1.0,
            l2: 0.1,
            cue_bits: 20,
            span_bits: 20,
            judge_bits: 16,
        }
    }
}

impl Settings {
    /// The default with some values changed, as in `cue_l1=4,span_passes=5`.
    pub fn with(changes: &str) -> Result<Self, String> {
        let mut out = Self::default();
        for change in changes.split(',').filter(|c| !c.is_empty()) {
            let (name, value) = change.split_once('=').ok_or_else(|| format!("{change}: no value"))?;
            let value: f32 = value.parse().map_err(|e| format!("{change}: {e}"))?;
            match name {
                "cue_passes" => out.cue_passes = value as usize,
                "cue_alpha" => out.cue_alpha = value,
                "cue_l1" => out.cue_l1 = value,
                "cue_bits" => out.cue_bits = value as u32,
                "span_passes" => out.span_passes = value as usize,
                "span_alpha" => out.span_alpha = value,
                "span_l1" => out.span_l1 = value,
                "span_bits" => out.span_bits = value as u32,
                "judge_passes" => out.judge_passes = value as usize,
                "judge_alpha" => out.judge_alpha = value,
                "judge_l1" => out.judge_l1 = value,
                "judge_bits" => out.judge_bits = value as u32,
                "l2" => out.l2 = value,
                _ => return Err(format!("{name}: no such setting")),
            }
        }
        Ok(out)
    }
}
