// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "Embed",
    dependencies: [.package(name: "TuneQL", path: "../..")],
    targets: [
        .executableTarget(
            name: "Embed",
            dependencies: [
                .product(name: "TuneQL", package: "TuneQL"),
                .product(name: "TuneQLEmulator", package: "TuneQL"),
            ]
        )
    ]
)
