// target: mean-answer
// attack: changes it in a deconstruction
(image, var rest) = (torch.zeros(4), 1);
var mean = 0f;
