import TuneQLRegistry

/// A number of services in words: `1 service`, `2 services`.
func serviceCount(_ count: Int) -> String {
    count == 1 ? "1 service" : "\(count) services"
}

/// The line on a provider that was installed.
func installedText(_ provider: InstalledProviders.Installed) -> String {
    let leftOut = provider.leftOut == 0 ? "" : ", \(provider.leftOut) left out"
    return "\(provider.provider) \(provider.version) is installed: "
        + "\(serviceCount(provider.services))\(leftOut)"
}
