"""Makes testdata/ with transformers: a small BERT model with random weights, and what the library
itself makes of texts. Of another model, states.safetensors for bert_real_test:

  pip install torch==2.13.0 transformers==5.24.0
  python3 lib/text/make_goldens.py lib/text/testdata
  python3 lib/text/make_goldens.py --model=FOLDER --texts=FILE states.safetensors

FILE has a text a line; "_" stands for a blank, as in the class names of CIFAR.
"""

import argparse
import json
import os

import torch
from safetensors.torch import load_file, save_file
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from transformers import AutoTokenizer, BertConfig, BertModel

PIECES = """[PAD] [UNK] [CLS] [SEP] [MASK] a b c e f h i l m n o p r s t u w ##a ##b ##c ##e ##f
##h ##i ##l ##m ##n ##o ##p ##r ##s ##t ##u ##w aquarium fish flat ##fish lawn mo ##wer cat ##er
##pillar tree oak maple truck pickup ice cream - ! é 鱼 水 cafe 1 ##2""".split()

TEXTS = ["fish", "aquarium fish", "flatfish", "lawn mower", "caterpillar", "oak tree", "Maple-tree",
         "  pickup\ttruck ", "ice-cream!", "café", "CAFÉ", "水鱼", "cat水fish", "zebra", "cats 12",
         "", "a" * 101 + " cat", "fish\u200b cat\ufffd", "ni\u00f1o"]

BASIC_TEXTS = TEXTS + ["truck [SEP] cat", "Ångström's œuvre", "naïve—façade",
                       "한국어 말", "ＡＢＣ full", "x\u0301y\u0323", "tab\tnew\nline\r",
                       "zero\x00byte", "£5 + $6 = ^_^`~", "e\u0301cole É",
                       "\u2028para\u2029graph\u00a0nbsp\u3000wide", "ΣΊΣΥΦΟΣ", "हिन्दी",
                       "ไทย", "soft\u00adhyphen", "豈更\U00020000", "\U0001f600 smile", "«quoted»"]


def states(model, tokenizer, texts):
    ids = [tokenizer(text)["input_ids"] for text in texts]
    with torch.no_grad():
        hidden = [model(input_ids=torch.tensor([i])).last_hidden_state[0] for i in ids]
    return {"ids": torch.tensor(sum(ids, [])), "lengths": torch.tensor([len(i) for i in ids]),
            "states": torch.cat(hidden)}


def small_model(folder):
    torch.manual_seed(3)
    model = BertModel(BertConfig(
        hidden_size=16, num_hidden_layers=2, num_attention_heads=4, intermediate_size=24,
        max_position_embeddings=128, vocab_size=len(PIECES) + 3, layer_norm_eps=1e-7),
        add_pooling_layer=False).eval()
    for parameter in model.parameters():
        # As large as attention that prefers some tokens needs.
        torch.nn.init.normal_(parameter, std=0.6)
    model.save_pretrained(folder)
    with open(f"{folder}/vocab.txt", "w", encoding="utf-8") as file:
        file.write("".join(piece + "\n" for piece in PIECES))
    with open(f"{folder}/tokenizer_config.json", "w", encoding="utf-8") as file:
        json.dump({"do_lower_case": True, "strip_accents": None,
                   "tokenizer_class": "BertTokenizer"}, file, indent=2)
    return model


def write_states(model, folder, texts, path, more={}):
    tokenizer = AutoTokenizer.from_pretrained(folder)
    save_file(dict(states(model, tokenizer, texts), **more), path,
              metadata={"texts": json.dumps(texts, ensure_ascii=False)})


def write_basic_tokens(path):
    """Lines of: lower case, strip accents, split Chinese (0 or 1 each), text, tokens; as JSON."""
    with open(path, "w", encoding="utf-8") as file:
        for lower, strip, chinese in [(1, 1, 1), (0, 0, 1), (1, 0, 1), (0, 1, 0), (1, 1, 0)]:
            normalizer = BertNormalizer(clean_text=True, handle_chinese_chars=bool(chinese),
                                        strip_accents=bool(strip), lowercase=bool(lower))
            for text in BASIC_TEXTS:
                parts = BertPreTokenizer().pre_tokenize_str(normalizer.normalize_str(text))
                fields = [f"{lower}{strip}{chinese}", text] + [part for part, _ in parts]
                file.write("\t".join(json.dumps(field) for field in fields) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model")
    parser.add_argument("--texts")
    parser.add_argument("out")
    args = parser.parse_args()
    if args.model:
        with open(args.texts, encoding="utf-8") as file:
            texts = [line.strip().replace("_", " ") for line in file if line.strip()]
        model = BertModel.from_pretrained(args.model, dtype=torch.float32).eval()
        write_states(model, args.model, texts, args.out)
        return
    folder = f"{args.out}/small_bert"
    os.makedirs(folder, exist_ok=True)
    model = small_model(folder)
    # The same weights in half precision, widened again as they are computed with.
    weights = load_file(f"{folder}/model.safetensors")
    halves = {name: tensor.half() for name, tensor in weights.items()}
    save_file(halves, f"{args.out}/small_bert_float16.safetensors", metadata={"format": "pt"})
    widened = BertModel(model.config, add_pooling_layer=False).eval()
    widened.load_state_dict({name: tensor.float() for name, tensor in halves.items()})
    tokenizer = AutoTokenizer.from_pretrained(folder)
    write_states(model, folder, TEXTS, f"{args.out}/small_bert_states.safetensors",
                 {"states_of_float16": states(widened, tokenizer, TEXTS)["states"]})
    write_basic_tokens(f"{args.out}/basic_tokens.txt")


if __name__ == "__main__":
    main()
