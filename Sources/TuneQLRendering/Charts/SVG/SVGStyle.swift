/// The style sheet of pictures, for light and for dark grounds.
enum SVGStyle {
    static let text = """
        svg.tuneql{font:13px system-ui,sans-serif;max-width:100%}
        svg.tuneql .ground{fill:#ffffff}
        svg.tuneql .title{fill:#1f2328;font-size:16px;font-weight:600}
        svg.tuneql .ink{fill:#1f2328}
        svg.tuneql .soft{fill:#59636e}
        svg.tuneql .grid{stroke:#d8dee4}
        svg.tuneql .axis{stroke:#818b98}
        svg.tuneql .s0,svg.tuneql .unknown{fill:#2f7fc1}
        svg.tuneql .s1{fill:#d9822b}
        svg.tuneql .s2{fill:#8e62c9}
        svg.tuneql .s3{fill:#3f9a54}
        svg.tuneql .s4{fill:#c9508c}
        svg.tuneql .s5{fill:#7a8797}
        svg.tuneql .succeeded{fill:#3f9a54}
        svg.tuneql .failed{fill:#d1495b}
        svg.tuneql .running{fill:#2f7fc1}
        svg.tuneql .waiting{fill:#d9a22b}
        svg.tuneql .cancelled{fill:#8e62c9}
        svg.tuneql .queued{opacity:.35}
        svg.tuneql path{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
        svg.tuneql path.s0{fill:none;stroke:#2f7fc1}
        svg.tuneql path.s1{fill:none;stroke:#d9822b}
        svg.tuneql path.s2{fill:none;stroke:#8e62c9}
        svg.tuneql path.s3{fill:none;stroke:#3f9a54}
        svg.tuneql path.s4{fill:none;stroke:#c9508c}
        svg.tuneql path.s5{fill:none;stroke:#7a8797}
        @media (prefers-color-scheme:dark){
        svg.tuneql .ground{fill:#0d1117}
        svg.tuneql .title,svg.tuneql .ink{fill:#e6edf3}
        svg.tuneql .soft{fill:#9198a1}
        svg.tuneql .grid{stroke:#2a3038}
        svg.tuneql .axis{stroke:#656c76}
        }
        """
}
