//! Which addresses are outside. Everything that is not plainly a public unicast address is inside: what is forgotten here is refused.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Host;

/// What may be reached.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Also the school's own network and this machine.
    pub allow_private: bool,
}

/// Names that mean the inside, whatever a name server says of them.
const INSIDE: [&str; 8] = ["localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "arpa"];

impl Rule {
    /// Whether a host as it was typed may be asked for. Numbers in all their spellings are addresses by now: `Url` reads
    /// `0x7f.1` and `2130706433` as what they are.
    pub fn allows_host(self, host: &Host<&str>) -> bool {
        match host {
            Host::Ipv4(ip) => self.allows(IpAddr::V4(*ip)),
            Host::Ipv6(ip) => self.allows(IpAddr::V6(*ip)),
            Host::Domain(name) => {
                let name = name.trim_end_matches('.').to_ascii_lowercase();
                let last = name.rsplit('.').next().unwrap_or_default();
                let inside = !name.contains('.') || INSIDE.contains(&last);
                !name.is_empty() && (self.allow_private || !inside)
            }
        }
    }

    pub fn allows(self, ip: IpAddr) -> bool {
        match ip {
            IpAddr::V4(ip) => is_public_v4(ip) || (self.allow_private && is_own_v4(ip)),
            IpAddr::V6(ip) => match embedded(ip) {
                Some(inner) => self.allows(IpAddr::V4(inner)),
                None => is_public_v6(ip) || (self.allow_private && is_own_v6(ip)),
            },
        }
    }
}

/// This machine and the networks that everybody numbers as he likes. Link-local is not among them: there live the addresses that
/// hand out a machine's own credentials.
const fn is_own_v4(ip: Ipv4Addr) -> bool {
    ip.is_loopback() || ip.is_private()
}

const fn is_own_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback() || (ip.segments()[0] & 0xfe00) == 0xfc00
}

const fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    let special = matches!(
        (a, b, c),
        // this network, private, carrier, loopback, link-local, private, protocol assignments, documentation, 6to4 relays, private,
        // measuring, documentation, multicast and reserved
        (0 | 10 | 127 | 224..=255, _, _)
            | (100, 64..=127, _)
            | (169, 254, _)
            | (172, 16..=31, _)
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 168, _)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
    );
    !special
}

/// Global unicast without the parts that lead elsewhere: Teredo and other protocol assignments, documentation, 6to4.
const fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [a, b, ..] = ip.segments();
    let elsewhere = (a == 0x2001 && (b < 0x0200 || b == 0x0db8)) || a == 0x2002 || (a == 0x3fff && b < 0x1000);
    (a & 0xe000) == 0x2000 && !elsewhere
}

/// The address of the old kind inside one of the new: mapped, compatible, and what NAT64 carries.
fn embedded(ip: Ipv6Addr) -> Option<Ipv4Addr> {
    let (head, inner) = (ip.to_bits() >> 32, Ipv4Addr::from_bits(u32::try_from(ip.to_bits() & u128::from(u32::MAX)).unwrap_or_default()));
    match head {
        // Not the two addresses that are none: unspecified and loopback of the new kind.
        0 => (inner.to_bits() > 1).then_some(inner),
        0xffff | 0xffff_0000 | 0x0064_ff9b_0000_0000_0000_0000 => Some(inner),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTSIDE: Rule = Rule { allow_private: false };
    const OWN: Rule = Rule { allow_private: true };

    fn typed(rule: Rule, url: &str) -> bool {
        url::Url::parse(url).ok().and_then(|url| url.host().map(|host| rule.allows_host(&host))).unwrap_or(false)
    }

    #[test]
    fn j01_every_way_to_write_an_address_inside_is_refused() {
        for inside in [
            "127.0.0.1",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0x7f.1",
            "017700000001",
            "127.0.0.1.",
            "localhost",
            "LOCALHOST.",
            "a.localhost",
            "0.0.0.0",
            "0",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "192.168.257",
            "100.64.0.1",
            "100.127.255.255",
            "169.254.169.254",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::ffff:10.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::a00:1]",
            "[64:ff9b:1::1]",
            "[2002:7f00:1::]",
            "[2002:a00:1::1]",
            "[2001:0:1::1]",
            "[2001:db8::1]",
            "[fe80::1]",
            "[fc00::1]",
            "[fd12::1]",
            "[fec0::1]",
            "[ff02::1]",
            "[::ffff:0:127.0.0.1]",
            "①②⑦.⓪.⓪.①",
            "router",
            "nas.local",
            "hr.intranet",
            "x.home.arpa",
        ] {
            assert!(!typed(OUTSIDE, &format!("https://{inside}/hook")), "{inside}");
        }
        for outside in
            ["qyapi.weixin.qq.com", "oapi.dingtalk.com.", "8.8.8.8", "172.32.0.1", "100.128.0.1", "[2400:3200::1]", "[64:ff9b::808:808]"]
        {
            assert!(typed(OUTSIDE, &format!("https://{outside}/hook")), "{outside}");
        }
    }

    #[test]
    fn the_own_network_is_no_more_than_that() {
        for own in ["127.0.0.1", "192.168.1.20", "10.1.2.3", "[::1]", "[fd12::1]", "[::ffff:10.0.0.1]", "nas.local", "router"] {
            assert!(typed(OWN, &format!("http://{own}/")), "{own}");
        }
        for never in ["169.254.169.254", "0.0.0.0", "224.0.0.1", "[fe80::1]", "[::ffff:169.254.169.254]", "255.255.255.255"] {
            assert!(!typed(OWN, &format!("http://{never}/")), "{never}");
        }
    }
}
