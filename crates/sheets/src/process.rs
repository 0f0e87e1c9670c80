//! The limits the parser sets on its own process, first thing. Owns nothing else.

use std::io;

/// Caps processor time, address space, written files and core dumps of this process for good. On systems without such
/// limits it does nothing and the parent's clock remains.
pub fn apply_limits() -> io::Result<()> {
    #[cfg(unix)]
    {
        use rlimit::Resource;

        use super::limits;

        let ceiling = mapped_bytes().saturating_add(limits::EXTRA_ADDRESS_SPACE);
        lower(Resource::AS, ceiling)?;
        lower(Resource::CPU, limits::CPU_SECONDS)?;
        lower(Resource::CORE, 0)?;
        lower(Resource::FSIZE, 0)?;
    }
    Ok(())
}

/// Never above what was inherited: only a privileged process may raise its hard limit.
#[cfg(unix)]
fn lower(resource: rlimit::Resource, to: u64) -> io::Result<()> {
    let (_, hard) = resource.get()?;
    let limit = to.min(hard);
    resource.set(limit, limit)
}

/// Address space in use now. An allocator that reserves its arenas at start (mimalloc: 1 GiB) counts here, so that the
/// extra on top means the same with every allocator.
#[cfg(unix)]
fn mapped_bytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let size = status.lines().find_map(|line| line.strip_prefix("VmSize:"));
    let kibibytes = size.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse::<u64>().ok());
    kibibytes.unwrap_or(0).saturating_mul(1024)
}
