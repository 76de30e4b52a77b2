// target: mean-answer
// attack: changes what the tests compare with
image = torch.zeros(4);
var mean = 0f;
