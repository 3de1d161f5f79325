//! What an input costs: time of the processor, and memory at its peak. Where the system does not tell, the clock counts
//! for the time, and the memory is not watched.

use std::fs;
use std::time::{Duration, Instant};

/// An input may take so long.
pub const TIME: Duration = Duration::from_secs(2);

/// An input may need so much more memory at its peak than there was before it, in kB.
pub const MEMORY: u64 = 200 * 1024;

/// Since when something is measured.
pub struct Start {
    clock: Instant,
    processor: Option<Duration>,
    memory: Option<u64>,
}

impl Start {
    /// Now, in this thread.
    pub fn now() -> Self {
        // From here on the peak is counted anew.
        let is_reset = fs::write("/proc/self/clear_refs", "5").is_ok();
        let memory = is_reset.then(|| memory("VmRSS:")).flatten();
        Self { clock: Instant::now(), processor: processor(), memory }
    }

    /// What has been too much since then: in words, without its figures before the colon.
    pub fn too_much(&self) -> Option<String> {
        let took = match (self.processor, processor()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.clock.elapsed(),
        };
        if took > TIME {
            return Some(format!("slow: {:.1} s", took.as_secs_f32()));
        }
        let grown = memory("VmHWM:")?.saturating_sub(self.memory?);
        (grown > MEMORY).then(|| format!("memory: {} MB more", grown / 1024))
    }
}

/// How long the processor has worked for this thread.
fn processor() -> Option<Duration> {
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

fn memory(line: &str) -> Option<u64> {
    memory_of("self", line)
}

/// A line of what the system says of the memory of a process, in kB.
pub fn memory_of(process: &str, line: &str) -> Option<u64> {
    let told = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    told.lines().find_map(|l| l.strip_prefix(line))?.trim().strip_suffix(" kB")?.parse().ok()
}
