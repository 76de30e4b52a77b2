// target: size-answer
// attack: gives what is resolved only when it runs
dynamic OutputSize(dynamic input, dynamic kernel, dynamic stride, dynamic padding) => 26;
